package com.danubemessaging.connect.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.benchmarks.load.Quiet;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of every pair move all of a small load; the figures mean nothing at this size. */
class RigTest {

    private static final int RECORDS = 200;
    private static final int RATE = 200;

    @TempDir
    Path folder;

    @BeforeAll
    static void keepQuiet() {
        Quiet.please();
    }

    @Test
    void theSourceAndItsBareLoopPublishEverything() throws Exception {
        try (Rig rig = new Rig(folder)) {
            SourceRig source = new SourceRig(rig, RECORDS, RATE);

            Pairs<Run> throughput = source.throughput(1);
            Pairs<Latency> latency = source.latency(1, 1);

            assertThat(throughput.ratio(Run::perSecond)).isPositive();
            assertThat(throughput.ratio(Run::cpuMicros)).isNotNegative();
            assertThat(latency.ofConnector(Latency::records)).isEqualTo(RATE / 2);
            assertThat(latency.ofBare(Latency::p50Micros)).isPositive();
        }
    }

    @Test
    void theWebhookAndItsBareLoopPublishEverything() throws Exception {
        try (Rig rig = new Rig(folder)) {
            Pairs<Run> throughput = new WebhookRig(rig, RECORDS).throughput(1);

            assertThat(throughput.ratio(Run::perSecond)).isPositive();
            assertThat(throughput.ratio(Run::cpuMicros)).isNotNegative();
        }
    }

    @Test
    void theSinkAndItsBareLoopAcknowledgeEverything() throws Exception {
        try (Rig rig = new Rig(folder)) {
            SinkRig sink = new SinkRig(rig, RECORDS, RATE);

            Pairs<Run> drain = sink.drain(1, 10);
            Pairs<Latency> latency = sink.latency(1, 1);

            assertThat(drain.ratio(Run::perSecond)).isPositive();
            assertThat(latency.ofConnector(Latency::records)).isEqualTo(RATE / 2);
            assertThat(latency.ofBare(Latency::p50Micros)).isPositive();
        }
    }
}
