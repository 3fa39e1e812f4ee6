package com.danubemessaging.connect.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.health.HealthStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

    private String state = "RUNNING";
    private final List<String> problems = new ArrayList<>();
    private final HealthBoard board = board(3);

    private HealthBoard board(int threshold) {
        return new HealthBoard(() -> state, () -> problems, () -> new JsonObject().put("written", 7), threshold);
    }

    @Test
    void isNotReadyOutsideOfTheRunningState() {
        state = "STARTING";

        assertThat(board.reasons()).containsExactly("the connector is starting");
    }

    @Test
    void isNotReadyWhileThePumpHasAProblem() {
        problems.add("no stream for /default/a");

        assertThat(board.isReady()).isFalse();
        assertThat(board.toJson().getJsonArray("problems")).isEqualTo(new JsonArray().add("no stream for /default/a"));
    }

    @Test
    void believesAFailedCheckOnlyAtTheThresholdAndShowsItAsDegradedBefore() {
        board.checked(0, HealthStatus.unhealthy("ping timed out"));
        board.checked(0, HealthStatus.unhealthy("ping timed out"));
        assertThat(board.isReady()).isTrue();
        assertThat(board.toJson().getJsonArray("degraded")).isEqualTo(new JsonArray().add("ping timed out"));

        board.checked(0, HealthStatus.unhealthy("ping timed out"));

        assertThat(board.reasons()).containsExactly("ping timed out");
    }

    @Test
    void countsConsecutiveFailuresOfOneTaskOnly() {
        board.checked(0, HealthStatus.unhealthy("a"));
        board.checked(0, HealthStatus.unhealthy("a"));
        board.checked(1, HealthStatus.unhealthy("b"));
        board.checked(0, HealthStatus.healthy());
        board.checked(0, HealthStatus.unhealthy("a"));

        assertThat(board.isReady()).isTrue();
    }

    @Test
    void takesAThresholdOfZeroForOne() {
        HealthBoard strict = board(0);

        strict.checked(0, HealthStatus.unhealthy("down"));

        assertThat(strict.isReady()).isFalse();
    }

    @Test
    void believesTheConnectorsOwnReportAtOnceUntilALaterOne() {
        board.reported(0, HealthStatus.unhealthy("disconnected"));
        assertThat(board.isReady()).isFalse();

        board.reported(0, HealthStatus.healthy());

        assertThat(board.isReady()).isTrue();
    }

    @Test
    void showsOtherThreadsWhatItSawLast() {
        assertThat(board.wasReady()).isFalse();

        board.refresh();

        assertThat(board.wasReady()).isTrue();
        assertThat(board.toJson().getJsonObject("detail").getInteger("written")).isEqualTo(7);
    }
}
