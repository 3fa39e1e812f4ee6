package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.config.CoreFields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sink that asks for larger batches: what ends the gathering, and what bounds it. */
class LingerTest extends RuntimeFixture {

    private static final Duration LONG = Duration.ofSeconds(30);

    private CollectingSink lingering(Duration linger) {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        sink.linger = linger;
        return sink;
    }

    /** Gathering goes on although nothing arrives for a while. */
    private RunningConnector deployPatient(TestConfigs config, CollectingSink sink) throws Exception {
        RunningConnector running = deploy(config, () -> sink, Tuning.gathering(LONG.toMillis()));
        awaitReady(running);
        return running;
    }

    @Test
    void recordsAreGatheredUntilTheBatchIsFull() throws Exception {
        producer(TOPIC);
        CollectingSink sink = lingering(LONG);
        RunningConnector running = deployPatient(
                config("writer").with(CoreFields.BATCH_SIZE, 5L).with(CoreFields.BATCH_TIMEOUT, LONG), sink);
        publish(TOPIC, "0", "1", "2", "3");
        until(() -> count(running, "held_records") == 4);
        assertThat(sink.batches).isEmpty();

        publish(TOPIC, "4");

        until(() -> sink.records.size() == 5);
        assertThat(sink.batches).containsExactly(List.of("0", "1", "2", "3", "4"));
    }

    @Test
    void recordsAreGatheredNoLongerThanTheSinkAsksFor() throws Exception {
        producer(TOPIC);
        CollectingSink sink = lingering(Duration.ofMillis(300));
        deployPatient(config("writer").with(CoreFields.BATCH_TIMEOUT, LONG), sink);
        long begun = System.nanoTime();

        publish(TOPIC, "0");

        until(() -> sink.records.size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theConfigurationBoundsWhatTheSinkAsksFor() throws Exception {
        producer(TOPIC);
        CollectingSink sink = lingering(LONG);
        deployPatient(config("writer").with(CoreFields.BATCH_TIMEOUT, Duration.ofMillis(100)), sink);

        publish(TOPIC, "0");

        await().atMost(Duration.ofSeconds(8)).until(() -> sink.records.size() == 1);
    }

    @Test
    void gatheringEndsEarlyWhenNothingMoreArrives() throws Exception {
        producer(TOPIC);
        CollectingSink sink = lingering(LONG);
        deployReady(config("writer").with(CoreFields.BATCH_TIMEOUT, LONG), sink);

        publish(TOPIC, "0");

        // Ten seconds would be the end of it otherwise.
        await().atMost(Duration.ofSeconds(8)).until(() -> sink.records.size() == 1);
    }

    @Test
    void aStopDoesNotWaitForMoreRecords() throws Exception {
        producer(TOPIC);
        CollectingSink sink = lingering(LONG);
        RunningConnector running = deployPatient(config("writer").with(CoreFields.BATCH_TIMEOUT, LONG), sink);
        publish(TOPIC, "0", "1");
        until(() -> count(running, "held_records") == 2);

        running.stop().await(8, SECONDS);

        assertThat(sink.payloads()).containsExactly("0", "1");
    }
}
