package com.danubemessaging.connect.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static Figures of(long emitted, long published, long withdrawn, long held, long written) {
        JsonObject source = new JsonObject()
                .put("emitted", emitted)
                .put("published", published)
                .put("withdrawn", withdrawn)
                .put("unknown", 1)
                .put("held_records", held)
                .put("dead_lettered", 2);
        JsonObject sink = new JsonObject().put("written", written).put("dead_lettered", 3);
        return Figures.of(
                List.of(new JsonObject().put("ready", true).put("detail", source)),
                new JsonObject().put("ready", false).put("detail", sink));
    }

    @Test
    void nothingIsDrainedWhileTheSourceHoldsSomethingOrTheSinkHasNotWrittenIt() {
        assertThat(of(10, 9, 0, 1, 9).isDrained()).isFalse();
        assertThat(of(10, 10, 0, 0, 9).isDrained()).isFalse();

        assertThat(of(10, 10, 0, 0, 10).isDrained()).isTrue();
    }

    @Test
    void theSummarySaysWhereEveryRecordIs() {
        assertThat(of(1003, 997, 3, 0, 994).summary())
                .isEqualTo("done: 1,003 records in, 997 published, 994 written, 5 dead-lettered,"
                        + " 4 left with who sent them, 3 not written yet");
    }

    @Test
    void aSummaryInWhichEverythingWasWrittenSaysNothingOfTheRest() {
        Figures all = new Figures(1003, 1003, 0, 0, 1003, 0, true);

        assertThat(all.summary()).isEqualTo("done: 1,003 records in, 1,003 published, 1,003 written, 0 dead-lettered");
    }

    @Test
    void isReadyWhereBothEndsAre() {
        assertThat(of(0, 0, 0, 0, 0).isReady()).isFalse();
    }

    @Test
    void severalSourcesAreAddedUp() {
        JsonObject source = new JsonObject()
                .put("ready", true)
                .put(
                        "detail",
                        new JsonObject().put("emitted", 5).put("published", 4).put("held_records", 1));
        JsonObject sink = new JsonObject().put("ready", true).put("detail", new JsonObject().put("written", 8));

        assertThat(Figures.of(List.of(source, source), sink)).isEqualTo(new Figures(10, 8, 0, 2, 8, 0, true));
    }

    @Test
    void aConnectorThatHasNotBegunHasDoneNothing() {
        JsonObject nothing = new JsonObject().put("ready", true).put("detail", new JsonObject());

        assertThat(Figures.of(List.of(nothing), nothing)).isEqualTo(new Figures(0, 0, 0, 0, 0, 0, true));
    }
}
