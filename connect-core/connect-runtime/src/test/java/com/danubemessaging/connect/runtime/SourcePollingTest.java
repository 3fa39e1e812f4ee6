package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePollingTest extends RuntimeFixture {

    private record Polled(Supplier<Future<List<SourceRecord>>> answer) implements PollingSourceConnector {
        @Override
        public List<ProducerConfig> producerConfigs() {
            return List.of(ProducerConfig.reliable(TOPIC));
        }

        @Override
        public Future<Void> initialize(SourceContext context) {
            return Future.succeededFuture();
        }

        @Override
        public Future<List<SourceRecord>> poll() {
            return answer.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryable", "unclassified", "null list", "null future"})
    void pollsAgainAfterAFailureAndIsNotReadyMeanwhile(String how) throws Exception {
        AtomicInteger polls = new AtomicInteger();
        CountDownLatch repaired = new CountDownLatch(1);
        RunningConnector running = deploy(config("reader"), new Polled(() -> {
            polls.incrementAndGet();
            return repaired.getCount() > 0 ? fail(how) : Future.succeededFuture(List.of());
        }));

        until(() -> polls.get() >= 2);
        until(() -> problems(running).toString().contains("polling the source fails"));
        repaired.countDown();

        awaitReady(running);
    }

    @SuppressWarnings("NullAway") // what a broken connector does
    private static Future<List<SourceRecord>> fail(String how) {
        return switch (how) {
            case "retryable" -> Future.failedFuture(new RetryableException("connection reset"));
            case "unclassified" -> throw new ArithmeticException("/ by zero");
            case "null list" -> Future.succeededFuture();
            default -> new AtomicReference<Future<List<SourceRecord>>>().get();
        };
    }

    @Test
    void endsWhenPollingFailsFatally() throws Exception {
        RunningConnector running = deploy(
                config("reader"), new Polled(() -> Future.failedFuture(new FatalException("the log was truncated"))));

        Termination end = end(running);

        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).isEqualTo("polling the source failed: the log was truncated");
    }

    @Test
    void doesNotPollWhileThereIsNoCredit() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        RunningConnector running =
                deploy(config("reader").with(CoreFields.MAX_IN_FLIGHT_RECORDS, 10L), new Polled(() -> {
                    int poll = polls.getAndIncrement();
                    return Future.succeededFuture(
                            List.of(SourceRecord.fromJson(TOPIC, poll).withKey("k")));
                }));
        until(() -> count(running, "published") > 5);

        danube.stopListening().await(5, SECONDS);
        until(() -> count(running, "held_records") == 10);
        int before = polls.get();
        until(() -> count(running, "retries") > 3);
        assertThat(polls.get()).isEqualTo(before);
        danube.resumeListening().await(5, SECONDS);

        until(() -> polls.get() > before + 10);
    }

    @Test
    void commitsAPollThatIsLargerThanTheCredit() throws Exception {
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 100, 3);

        RunningConnector running = deploy(config("reader").with(CoreFields.MAX_IN_FLIGHT_RECORDS, 4L), source);

        until(() -> source.committed == 99);
        assertThat(count(running, "withdrawn")).isZero();
    }

    @Test
    void interruptsABlockingPollThatWaitsWhenTheConnectorStops() throws Exception {
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BlockingSourceConnector source = new BlockingSourceConnector() {
            @Override
            public List<ProducerConfig> producerConfigs() {
                return List.of(ProducerConfig.reliable(TOPIC));
            }

            @Override
            public void initialize(SourceContext context) {}

            @Override
            public List<SourceRecord> poll() throws InterruptedException {
                polling.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
                return List.of();
            }
        };
        RunningConnector running =
                deploy(config("reader").with(CoreFields.SHUTDOWN_TIMEOUT, java.time.Duration.ofSeconds(5)), source);
        assertThat(polling.await(10, SECONDS)).isTrue();

        running.stop().await(10, SECONDS);

        assertThat(interrupted.getCount()).isZero();
        assertThat(end(running).failed()).isFalse();
    }
}
