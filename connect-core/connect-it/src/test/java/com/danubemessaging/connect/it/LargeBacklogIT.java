package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Forty messages of 1 MiB, or twenty of 3.9 MiB, that nobody takes: first the source has them, then the sink, each with
 * 64 MiB of heap.
 */
class LargeBacklogIT extends PipelineTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    /** {@code processing.max_in_flight_bytes}. */
    private static final long HELD_BYTES_OF_SOURCE = 16L * MEBIBYTE;

    /** An eighth of the heap; a sink that has to close its stream for it may hold twice as much. */
    private static final long HELD_BYTES_OF_SINK = 8L * MEBIBYTE;

    private static final int MOST_MESSAGES = 40;

    @Override
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        return super.danubeOptions().setMaxUnackedMessages(MOST_MESSAGES);
    }

    @Override
    Path output() {
        return folder.resolve("mounted").resolve("output.jsonl");
    }

    @Test
    void fortyUnackedMessagesOfOneMebibyteFitNeitherOfThemAndHarmNeither() throws Exception {
        holdUpAndLetGo(LoadPlan.of(5, 8, MEBIBYTE));

        sourceLog().assertNoStormOfFullCollections();
        sinkLog().assertNoStormOfFullCollections();
    }

    /** Each is a sixteenth of the heap, and more while it is decoded: the whole heap is collected for every few. */
    @Test
    void twentyUnackedMessagesOfTheLargestSizeAreHeldBackAndArrive() throws Exception {
        holdUpAndLetGo(LoadPlan.of(2, 10, (int) (3.9 * MEBIBYTE)));
    }

    private GcLog sourceLog() {
        return new GcLog(folder.resolve("source.gc"));
    }

    private GcLog sinkLog() {
        return new GcLog(folder.resolve("sink.gc"));
    }

    private void holdUpAndLetGo(LoadPlan plan) throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Path away = folder.resolve("unmounted");
        Stage source =
                startSource(sourceToml(), sourceLog().of(FatJar.SOURCE_MQTT)).awaitReady();
        Stage sink = startSink(sinkLog().of(FatJar.HELLO_SINK)).awaitReady();
        OutputFile output = new OutputFile(output(), plan);

        danube.stopListening().await(10, SECONDS);
        MqttLoad load = startLoad(plan);
        waiting("Mosquitto has them all", LIMIT).until(load::isDone);
        long heldBySource = mostHeld(source);
        Files.move(mounted, away);
        danube.resumeListening().await(10, SECONDS);
        waiting("Danube has them all", LIMIT).until(() -> stored() >= plan.total());
        long heldBySink = mostHeld(sink);
        Files.move(away, mounted);

        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        output.read().assertCompleteAndInOrder();
        System.out.printf(
                "LargeBacklogIT: %s; source held %d MiB, peak resident %d MiB, %s; sink held %d MiB, peak resident %d MiB, %s%n",
                output,
                heldBySource / MEBIBYTE,
                source.process().peakResidentMebibytes(),
                sourceLog(),
                heldBySink / MEBIBYTE,
                sink.process().peakResidentMebibytes(),
                sinkLog());
        int one = plan.payloadBytes();
        assertThat(heldBySource)
                .as("held by the source")
                .isBetween(HELD_BYTES_OF_SOURCE / 2, HELD_BYTES_OF_SOURCE + one);
        assertThat(heldBySink).as("held by the sink").isBetween(HELD_BYTES_OF_SINK / 2, 2 * HELD_BYTES_OF_SINK + one);
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }

    /** The most payload bytes that it held while nothing moved. */
    private long mostHeld(Stage stage) {
        long[] most = {0};
        waiting("a while in which nothing moves", A_WHILE.plusSeconds(1))
                .during(A_WHILE)
                .until(() -> {
                    JsonObject detail = stage.page().detail();
                    most[0] = Math.max(most[0], detail.getLong("held_bytes"));
                    return stage.process().isAlive();
                });
        return most[0];
    }
}
