package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Lanes publish one record at a time and in order, through any history. */
class PublishLanePropertyTest {

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Provide
    Arbitrary<List<Move>> patient() {
        return SourceHistory.patientScripts();
    }

    @Property(tries = 250)
    void noLaneHasTwoPublishesUnderWay(@ForAll("anything") List<Move> script) {
        new SourceHistory(5, 10) {
            @Override
            public void publish(Emission<String> emission) {
                String lane = emitOf(emission.record()).lane();
                assertThat(inFlight())
                        .as("beside %s of lane %s", emission.record(), lane)
                        .noneMatch(other ->
                                lane != null && lane.equals(emitOf(other).lane()));
                super.publish(emission);
            }
        }.play(script).finish();
    }

    @Property(tries = 250)
    void aRecordIsPublishedOnlyWhenEveryEarlierOneOfItsLaneHasEnded(@ForAll("anything") List<Move> script) {
        new SourceHistory(5, 10) {
            @Override
            public void publish(Emission<String> emission) {
                String lane = emitOf(emission.record()).lane();
                assertThat(endings).as("ended").doesNotContainKey(emission.record());
                assertThat(emitted.values())
                        .as("before %s of lane %s", emission.record(), lane)
                        .filteredOn(earlier -> lane != null
                                && lane.equals(earlier.lane())
                                && numberOf(earlier.record()) < numberOf(emission.record()))
                        .allMatch(earlier -> endings.containsKey(earlier.record()));
                super.publish(emission);
            }
        }.play(script).finish();
    }

    @Property(tries = 250)
    void whatFailsForAPassingReasonIsPublishedInTheEnd(@ForAll("patient") List<Move> script) {
        Set<String> refused = new HashSet<>();
        SourceHistory history = new SourceHistory(100, 100) {
            @Override
            public void deadLetter(Emission<String> emission, PublishFailure reason, @Nullable Throwable cause) {
                assertThat(reason).isIn(PublishFailure.INVALID, PublishFailure.TOO_LARGE);
                refused.add(emission.record());
                super.deadLetter(emission, reason, cause);
            }
        };

        history.play(script).finish();

        assertThat(history.endings.keySet()).isEqualTo(history.emitted.keySet());
        history.endings.forEach((record, ending) -> assertThat(ending)
                .as(record)
                .isEqualTo(refused.contains(record) ? Settlement.DEAD_LETTERED : Settlement.PUBLISHED));
    }
}
