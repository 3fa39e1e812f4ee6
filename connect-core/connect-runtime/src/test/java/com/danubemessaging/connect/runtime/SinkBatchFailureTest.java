package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a batch that fails as a whole, or is answered against the contract. */
class SinkBatchFailureTest extends RuntimeFixture {

    private static final String DEAD_LETTERS = "/default/dlq-writer-q";

    private static boolean isBad(SinkRecord record) {
        return record.payloadString().equals("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid", "unclassified", "thrown", "error", "null"})
    void findsTheOneRecordThatMakesItsBatchFail(String how) throws Exception {
        List<Message> letters = tail(DEAD_LETTERS);
        Promise<Void> gate = Promise.promise();
        CollectingSink sink = new CollectingSink(reading(TOPIC), batch -> {
            if (batch.size() == 1 && batch.get(0).payloadString().equals("gate")) {
                return gate.future().map(BatchResult.allDone(1));
            }
            return batch.stream().anyMatch(SinkBatchFailureTest::isBad) ? fail(how) : CollectingSink.done(batch);
        });
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "gate");
        until(() -> !sink.batches.isEmpty());
        publish(TOPIC, "1", "2", "3", "bad", "4", "5");
        until(() -> count(running, "held_records") == 7);
        gate.complete();

        until(() -> letters.size() == 1 && count(running, "acknowledged") == 7);
        assertThat(texts(letters)).containsExactly("bad");
        assertThat(sink.payloads()).containsExactlyInAnyOrder("gate", "1", "2", "3", "4", "5");
        assertThat(sink.batches.get(1)).hasSize(6);
    }

    private static Future<BatchResult> fail(String how) {
        return switch (how) {
            case "invalid" -> Future.failedFuture(new InvalidDataException("constraint violated"));
            case "unclassified" -> Future.failedFuture(new ArithmeticException("/ by zero"));
            case "thrown" -> throw new IllegalStateException("thrown instead of returned");
            case "error" -> throw new AssertionError("an error, not an exception");
            default -> nothing();
        };
    }

    @SuppressWarnings("NullAway") // what a broken connector does
    private static Future<BatchResult> nothing() {
        Supplier<Future<BatchResult>> broken = new AtomicReference<Future<BatchResult>>()::get;
        return broken.get();
    }

    @Test
    void endsWithAFatalErrorAndLeavesTheBatchUnacknowledged() throws Exception {
        CollectingSink sink = new CollectingSink(
                reading(TOPIC),
                batch -> batch.stream().anyMatch(SinkBatchFailureTest::isBad)
                        ? Future.failedFuture(new FatalException("the licence has expired"))
                        : CollectingSink.done(batch));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "1");
        until(() -> count(running, "acknowledged") == 1);

        publish(TOPIC, "bad");

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("the licence has expired");
        assertThat(end.cause()).isInstanceOf(FatalException.class);
        assertThat(running.state()).isEqualTo(ConnectorState.FAILED);
        assertThat(sink.isShutDown).isTrue();
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").cursor())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void endsWhenASinkReturnsAnotherNumberOfOutcomes(int outcomes) throws Exception {
        CollectingSink sink =
                new CollectingSink(reading(TOPIC), batch -> Future.succeededFuture(BatchResult.allDone(outcomes)));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "1");

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("returned " + outcomes + " outcomes for 1 records");
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").cursor())
                .isEqualTo(-1);
    }

    @Test
    void isNotReadyWhileASinkReportsThatItIsUnhealthy() throws Exception {
        ContextSink sink = new ContextSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        sink.context().reportHealth(HealthStatus.unhealthy("the session was lost"));
        until(() -> problems(running).contains("the session was lost"));
        sink.context().reportHealth(HealthStatus.healthy());

        awaitReady(running);
    }

    @Test
    void isNotReadyFromTheConfiguredNumberOfFailedHealthChecksOn() throws Exception {
        ContextSink sink = new ContextSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(
                config("writer")
                        .with(CoreFields.HEALTH_CHECK_INTERVAL, Duration.ofMillis(20))
                        .with(CoreFields.HEALTH_CHECK_FAILURE_THRESHOLD, 2L),
                sink);

        sink.health = Future.failedFuture(new RetryableException("ping timed out"));
        until(() -> problems(running).contains("the health check failed: ping timed out"));
        sink.health = Future.succeededFuture(HealthStatus.healthy());

        awaitReady(running);
    }

    @Test
    void endsWhenASinkReportsAFatalErrorOutsideOfAnyCall() throws Exception {
        ContextSink sink = new ContextSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        sink.context().reportError(new FatalException("the session was revoked"));

        assertThat(end(running).reason()).isEqualTo("the session was revoked");
    }
}
