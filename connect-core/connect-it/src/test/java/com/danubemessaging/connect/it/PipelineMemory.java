package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Memory while the other end is away for a minute and 1,000 messages of 1 KiB arrive every second. Both connectors have
 * 64 MiB of heap; what does not fit stays where it came from. {@link MemoryIT} runs it.
 */
abstract class PipelineMemory extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(20, 1024).atRate(1000);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** {@code processing.max_in_flight_bytes}. */
    private static final long HELD_BYTES = 16L << 20;

    /** Heap of 64 MiB, and what else a JVM and Netty need; measured: 186 to 205 (source) and 170 (sink). */
    private static final long MOST_RESIDENT_MEBIBYTES = 256;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private GcLog sourceLog;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private GcLog sinkLog;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private NativeMemory sourceMemory;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private NativeMemory sinkMemory;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Stage sink;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private OutputFile output;

    @SuppressWarnings("NullAway.Init") // set by begin()
    private MqttLoad load;

    @Override
    Path output() {
        return folder.resolve("mounted").resolve("output.jsonl");
    }

    private FaultDrill begin() throws Exception {
        Files.createDirectory(folder.resolve("mounted"));
        sourceLog = new GcLog(folder.resolve("source.gc"));
        sinkLog = new GcLog(folder.resolve("sink.gc"));
        source = startSource(sourceToml(), NativeMemory.trackedIn(sourceLog.of(FatJar.SOURCE_MQTT)))
                .awaitReady();
        sink = startSink(NativeMemory.trackedIn(sinkLog.of(FatJar.HELLO_SINK))).awaitReady();
        sourceMemory = new NativeMemory(source.process());
        sinkMemory = new NativeMemory(sink.process());
        output = new OutputFile(output(), PLAN);
        load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> output.read().distinct() > 1000);
        return new FaultDrill(this::stored, () -> (long) output.read().distinct(), source, sink);
    }

    @Test
    @Execution(CONCURRENT)
    void theSourceStaysSmallWhileDanubeIsAwayForAMinute() throws Exception {
        FaultDrill drill = begin();

        drill.endure(
                "Danube away for 60 s",
                () -> danube.stopListening().await(10, SECONDS),
                () -> endureTheOutage(source, sourceMemory, "Danube does not take records for " + SourceToml.TOPIC),
                () -> danube.resumeListening().await(10, SECONDS));

        assertEverythingArrivesInBoundedMemory("Danube away", drill);
    }

    @Test
    @Execution(CONCURRENT)
    void theSinkStaysSmallWhileItsDiskIsAwayForAMinute() throws Exception {
        FaultDrill drill = begin();
        Path mounted = folder.resolve("mounted");
        Path away = folder.resolve("unmounted");

        drill.endure(
                "the disk away for 60 s",
                () -> Files.move(mounted, away),
                () -> endureTheOutage(sink, sinkMemory, "the target does not take records"),
                () -> Files.move(away, mounted));

        assertEverythingArrivesInBoundedMemory("the disk away", drill);
    }

    private void endureTheOutage(Stage stage, NativeMemory memory, String problem) throws Exception {
        waiting("it says so", SOON).until(() -> stage.page().problems().contains(problem));
        waiting("it goes on saying so, and holds no more than it may", OUTAGE.plusSeconds(1))
                .during(OUTAGE)
                .until(() -> stage.page().problems().contains(problem)
                        && stage.page().detail().getLong("held_bytes") <= HELD_BYTES);
        memory.look();
    }

    private void assertEverythingArrivesInBoundedMemory(String what, FaultDrill drill) throws Exception {
        output.expect(load.end());
        waiting("all messages in the file", LIMIT)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    sourceMemory.look();
                    sinkMemory.look();
                    return output.read().isComplete();
                });
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        output.read().assertCompleteAndInOrder();
        System.out.printf("PipelineMemory, %s: %s; %s%n", what, output, drill);
        assertBounded("source", source, sourceMemory, sourceLog);
        assertBounded("sink", sink, sinkMemory, sinkLog);
    }

    private static void assertBounded(String name, Stage stage, NativeMemory memory, GcLog log) throws IOException {
        long resident = stage.process().peakResidentMebibytes();
        System.out.printf("  %s: %s, peak resident memory %d MiB; %s%n", name, memory, resident, log);
        assertThat(resident).as("peak resident memory of the %s, in MiB", name).isLessThan(MOST_RESIDENT_MEBIBYTES);
        memory.assertBounded();
        log.assertNoStormOfFullCollections();
        stage.process().assertNothingUnexpectedWasLogged();
    }
}
