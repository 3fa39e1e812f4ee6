package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopTest extends RuntimeFixture {

    @Test
    void finishesAndAcknowledgesTheBatchThatIsUnderWay() throws Exception {
        Promise<BatchResult> batch = Promise.promise();
        CollectingSink sink = new CollectingSink(reading(TOPIC), ignored -> batch.future());
        producer(TOPIC);
        RunningConnector running =
                deployReady(config("writer").with(CoreFields.SHUTDOWN_TIMEOUT, Duration.ofSeconds(8)), sink);
        publish(TOPIC, "1");
        until(() -> !sink.batches.isEmpty());

        Future<Void> stopped = running.stop();
        until(() -> running.state() == ConnectorState.STOPPING);
        batch.complete(BatchResult.allDone(1));
        stopped.await(10, SECONDS);

        assertThat(sink.isShutDown).isTrue();
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").cursor())
                .isZero();
        assertThat(end(running)).isEqualTo(new Termination(false, "stopped", null));
        assertThat(running.state()).isEqualTo(ConnectorState.STOPPED);
    }

    @Test
    void leavesABatchThatDoesNotEndInTheGraceUnacknowledged() throws Exception {
        CollectingSink sink = new CollectingSink(
                reading(TOPIC), ignored -> Promise.<BatchResult>promise().future());
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "1");
        until(() -> !sink.batches.isEmpty());
        long start = System.nanoTime();

        running.stop().await(10, SECONDS);

        assertThat((System.nanoTime() - start) / 1_000_000).isBetween(400L, 4000L);
        assertThat(end(running).failed()).isFalse();
        CollectingSink next = new CollectingSink(reading(TOPIC));
        deployReady(config("writer"), next);
        until(() -> next.payloads().equals(List.of("1")));
    }

    @Test
    void drainsASourceUnderLoadAndLosesNothingThatItCommitted() throws Exception {
        List<Message> messages = tail(TOPIC);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 1_000_000, 50);
        RunningConnector running = deploy(config("reader"), source);
        until(() -> source.committed > 200);

        running.stop().await(10, SECONDS);

        long committed = source.committed;
        until(() -> texts(messages).contains(Long.toString(committed)));
        assertThat(texts(messages).stream().map(Long::valueOf).filter(number -> number <= committed))
                .hasSize((int) committed + 1);
        assertThat(end(running).failed()).isFalse();
    }

    @Test
    void stopsWhileItIsStillConnecting() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        RunningConnector running = deploy(config("writer"), new Unreachable(tries));
        until(() -> tries.get() > 1);
        assertThat(problems(running).toString()).contains("connecting fails: connection refused");

        running.stop().await(10, SECONDS);
        int after = tries.get();

        assertThat(end(running).failed()).isFalse();
        // Some retries of the shortest backoff later still nothing: proven by a timer, not by waiting blindly.
        vertx.timer(200, java.util.concurrent.TimeUnit.MILLISECONDS).await(5, SECONDS);
        assertThat(tries).hasValue(after);
    }

    private record Unreachable(AtomicInteger tries) implements SinkConnector {
        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return List.of(reading(TOPIC));
        }

        @Override
        public Future<Void> initialize(SinkContext context) {
            tries.incrementAndGet();
            return Future.failedFuture(new RetryableException("connection refused"));
        }

        @Override
        public Future<BatchResult> processBatch(List<SinkRecord> records) {
            return CollectingSink.done(records);
        }
    }

    @Test
    void stopsWhileDanubeIsAway() throws Exception {
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));
        danube.stopListening().await(5, SECONDS);

        running.stop().await(10, SECONDS);

        assertThat(end(running).failed()).isFalse();
    }

    @Test
    void answersEveryStopAlike() throws Exception {
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));

        Future<Void> first = running.stop();
        Future<Void> second = running.stop();

        Future.all(first, second).await(10, SECONDS);
        running.stop().await(1, SECONDS);
        assertThat(end(running).failed()).isFalse();
    }

    @Test
    void completesAStopDuringWhichTheConnectorFails() throws Exception {
        Promise<BatchResult> batch = Promise.promise();
        CollectingSink sink = new CollectingSink(reading(TOPIC), ignored -> batch.future());
        producer(TOPIC);
        RunningConnector running =
                deployReady(config("writer").with(CoreFields.SHUTDOWN_TIMEOUT, Duration.ofSeconds(8)), sink);
        publish(TOPIC, "1");
        until(() -> !sink.batches.isEmpty());

        Future<Void> stopped = running.stop();
        until(() -> running.state() == ConnectorState.STOPPING);
        batch.fail(new FatalException("the disk is gone"));

        stopped.await(10, SECONDS);
        assertThat(end(running).failed()).isTrue();
        assertThat(end(running).reason()).contains("the disk is gone");
    }
}
