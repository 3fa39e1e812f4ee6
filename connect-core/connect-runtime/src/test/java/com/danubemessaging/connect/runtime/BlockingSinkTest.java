package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BlockingSinkTest extends RuntimeFixture {

    /** What a test does on the worker thread. */
    private interface Write {
        void write(List<SinkRecord> records) throws Exception;
    }

    private static final class Sink implements BlockingSinkConnector {
        private final Write write;
        final List<String> started = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();

        Sink(Write write) {
            this.write = write;
        }

        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return List.of(reading(TOPIC));
        }

        @Override
        public void initialize(SinkContext context) {
            threads.add(Thread.currentThread().getName());
        }

        @Override
        public BatchResult processBatch(List<SinkRecord> records) throws Exception {
            threads.add(Thread.currentThread().getName());
            records.forEach(record -> started.add(record.payloadString()));
            write.write(records);
            return BatchResult.allDone(records.size());
        }
    }

    private TestConfigs impatient() {
        return config("writer").with(CoreFields.CALL_TIMEOUT, Duration.ofMillis(300));
    }

    @Test
    void runsOnAWorkerThreadOfItsOwnPool() throws Exception {
        Sink sink = new Sink(records -> {});
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "1");

        until(() -> count(running, "acknowledged") == 1);
        assertThat(sink.threads).hasSize(2).allSatisfy(thread -> assertThat(thread)
                .startsWith("danube-connect-writer"));
    }

    @Test
    void interruptsACallThatTakesTooLongAndTriesItsBatchAgain() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Sink sink = new Sink(records -> {
            if (interrupted.getCount() > 0) {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            }
        });
        producer(TOPIC);
        RunningConnector running = deployReady(impatient(), sink);

        publish(TOPIC, "1");

        assertThat(interrupted.await(10, SECONDS)).isTrue();
        until(() -> count(running, "acknowledged") == 1);
        assertThat(sink.started).containsExactly("1", "1");
        assertThat(count(running, "written")).isEqualTo(1);
    }

    @Test
    void handsABatchOutAgainOnlyWhenTheInterruptedCallHasReturned() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Sink sink = new Sink(records -> awaitWhateverHappens(release));
        producer(TOPIC);
        RunningConnector running = deployReady(impatient(), sink);

        publish(TOPIC, "1");
        until(() -> interruptions.size() == 1);
        assertThat(sink.started).containsExactly("1");
        release.countDown();

        until(() -> count(running, "acknowledged") == 1);
        assertThat(sink.started).containsExactly("1", "1");
    }

    @Test
    void endsWithinTheGraceWhenACallNeverReturns() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Sink sink = new Sink(records -> awaitWhateverHappens(release));
        producer(TOPIC);
        RunningConnector running = deploy(impatient(), () -> sink, Tuning.options(20_000, 60_000, 500));
        awaitReady(running);

        publish(TOPIC, "1");

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("task 0", "does not react to an interrupt");
        assertThat(sink.started).containsExactly("1");
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").cursor())
                .isEqualTo(-1);
        release.countDown();
    }

    private final List<String> interruptions = new CopyOnWriteArrayList<>();

    /** A vendor's client that swallows interrupts. */
    private void awaitWhateverHappens(CountDownLatch release) {
        boolean isOver = false;
        while (!isOver) {
            try {
                release.await();
                isOver = true;
            } catch (InterruptedException e) {
                interruptions.add("interrupted");
            }
        }
    }
}
