package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT to Danube to a file, nothing failing: everything arrives, once, in order. */
class MainJobIT extends PipelineTest {

    private static final int DEVICES = 50;
    private static final int KIBIBYTE = 1024;
    private static final int MESSAGES = Integer.getInteger("it.messages");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private SourceToml toPartitions(int partitions) throws Exception {
        return sourceToml().withRoutes(SourceToml.route("fleet/#", SourceToml.TOPIC, "partitions = " + partitions));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void everyMessageOfFiftyDevicesArrivesOnceAndInOrder(int partitions) throws Exception {
        Stage source = startSource(toPartitions(partitions)).awaitReady();
        Stage sink = startSink().awaitReady();
        LoadPlan plan = LoadPlan.of(DEVICES, MESSAGES / DEVICES, KIBIBYTE);
        OutputFile output = new OutputFile(output(), plan);
        long begun = System.nanoTime();

        startLoad(plan);

        waiting("all messages in the file: " + output, LIMIT)
                .until(() -> output.read().isComplete());
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d messages of 1 KiB with %d partitions in %.1f s, %.0f a second; peak resident memory: source %d MiB, sink %d MiB%n",
                plan.total(),
                partitions,
                seconds,
                plan.total() / seconds,
                source.process().peakResidentMebibytes(),
                sink.process().peakResidentMebibytes());
        output.assertCompleteAndInOrder();
        assertThat(output.duplicates()).as("duplicates").isZero();
        assertThat(output.partitions()).isEqualTo(partitions == 0 ? Set.of(-1) : Set.of(0, 1, 2, 3));
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void devicesThatWriteNoJsonOrNothingAtAllArriveWrappedAndDisturbNobody() throws Exception {
        startSource().awaitReady();
        startSink().awaitReady();
        LoadPlan plan = LoadPlan.of(DEVICES, MESSAGES / DEVICES, KIBIBYTE)
                .withTextFrom(1)
                .withSilence(1);
        OutputFile output = new OutputFile(output(), plan);

        startLoad(plan);

        waiting("all messages in the file: " + output, LIMIT)
                .until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        assertThat(output.duplicates()).as("duplicates").isZero();
    }
}
