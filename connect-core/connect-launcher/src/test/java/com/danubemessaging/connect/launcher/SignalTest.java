package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How a running process obeys signals. */
class SignalTest extends ProcessTest {

    /** Drain, close and end, on a loaded machine. */
    private static final Duration CLEAN_STOP = Duration.ofSeconds(8);

    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static final Pattern FINAL_COUNT = Pattern.compile("ticker shut down emitted=(\\d+) confirmed=(\\d+)");

    @Test
    void sigtermUnderLoadDrainsAndEndsWithZero() throws Exception {
        try (ConnectorProcess process = start("")) {
            awaitRecords(process, 200);

            process.signal("TERM");

            assertThat(process.awaitExit(CLEAN_STOP)).as(process.toString()).isZero();
            process.awaitLine("Stopped");
            assertThat(process.out()).anyMatch(line -> line.contains("SIGTERM received: stopping"));
            // Everything that the connector was told is published is, and nothing is beyond what it emitted.
            Matcher counts = FINAL_COUNT.matcher(String.join("\n", process.out()));
            assertThat(counts.find()).as(process.toString()).isTrue();
            assertThat(Long.parseLong(counts.group(2))).isBetween(200L, published());
            assertThat(published()).isLessThanOrEqualTo(Long.parseLong(counts.group(1)));
            assertThat(process.err()).noneMatch(line -> line.startsWith("Error"));
        }
    }

    @Test
    void sigintDoesTheSame() throws Exception {
        try (ConnectorProcess process = start("")) {
            awaitRecords(process, 1);

            process.signal("INT");

            assertThat(process.awaitExit(CLEAN_STOP)).as(process.toString()).isZero();
        }
    }

    @Test
    void aSecondSigtermEndsItAtOnceWith143() throws Exception {
        try (ConnectorProcess process = start("shutdown_timeout_ms = 60000")) {
            awaitRecords(process, 20);
            danube.stopListening().await(10, TimeUnit.SECONDS);
            process.signal("TERM");
            process.awaitLine("SIGTERM received: stopping");

            process.signal("TERM");

            assertThat(process.awaitExit(AT_ONCE)).as(process.toString()).isEqualTo(143);
            process.awaitLine("SIGTERM received again: stopped at once, without draining");
        }
    }

    @Test
    void aSigintAfterASigtermEndsItAtOnceWith130() throws Exception {
        try (ConnectorProcess process = start("shutdown_timeout_ms = 60000")) {
            awaitRecords(process, 20);
            danube.stopListening().await(10, TimeUnit.SECONDS);
            process.signal("TERM");
            process.awaitLine("SIGTERM received: stopping");

            process.signal("INT");

            assertThat(process.awaitExit(AT_ONCE)).as(process.toString()).isEqualTo(130);
        }
    }

    @Test
    void whatCannotBeDrainedInTimeIsLeftAndTheEndIsStillClean() throws Exception {
        try (ConnectorProcess process = start("shutdown_timeout_ms = 300")) {
            awaitRecords(process, 20);
            danube.stopListening().await(10, TimeUnit.SECONDS);

            process.signal("TERM");

            assertThat(process.awaitExit(CLEAN_STOP)).as(process.toString()).isZero();
        }
    }

    @Test
    void aConnectorThatWaitsForDanubeCanBeStopped() throws Exception {
        danube.stopListening().await(10, TimeUnit.SECONDS);
        try (ConnectorProcess process = start("")) {
            process.awaitLine("has not succeeded yet");

            process.signal("TERM");

            assertThat(process.awaitExit(CLEAN_STOP)).as(process.toString()).isZero();
        }
    }
}
