package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SinkTargetDownTest extends RuntimeFixture {

    private final AtomicBoolean isUp = new AtomicBoolean();

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        // Two deliveries, each for a second and a half: an impatient consumer would block the subscription for good.
        return new EmbeddedDanubeOptions()
                .setFailurePolicy(FailurePolicy.defaults()
                        .withMaxRedeliveryCount(2)
                        .withAckTimeout(Duration.ofMillis(1500))
                        .withBlock());
    }

    private Future<BatchResult> ifUp(List<?> batch, Throwable failure) {
        return isUp.get() ? Future.succeededFuture(BatchResult.allDone(batch.size())) : Future.failedFuture(failure);
    }

    @Test
    void isNotReadyWhileTheTargetIsDownAndLosesNothing() throws Exception {
        CollectingSink sink =
                new CollectingSink(reading(TOPIC), batch -> ifUp(batch, new RetryableException("connection refused")));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "1", "2", "3");
        until(() -> problems(running).contains("the target does not take records"));
        until(() -> sink.batches.size() >= 3);
        List<String> first = sink.batches.get(0);
        assertThat(sink.batches.subList(0, 3))
                .allSatisfy(batch -> assertThat(batch).isEqualTo(first));
        isUp.set(true);

        until(() -> sink.records.size() == 3);
        awaitReady(running);
        assertThat(sink.payloads()).containsExactly("1", "2", "3");
        until(() -> count(running, "acknowledged") == 3);
        assertThat(count(running, "dead_lettered")).isZero();
    }

    @Test
    void takesAnIoErrorForATargetThatIsDown() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC), batch -> ifUp(batch, new IOException("broken pipe")));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "1");
        until(() -> problems(running).contains("the target does not take records"));
        isUp.set(true);

        until(() -> sink.payloads().equals(List.of("1")));
    }

    @Test
    void closesTheStreamBeforeTheBrokerLosesPatienceAndOpensItAgain() throws Exception {
        CollectingSink sink =
                new CollectingSink(reading(TOPIC), batch -> ifUp(batch, new RetryableException("connection refused")));
        producer(TOPIC);
        RunningConnector running = deploy(config("writer"), () -> sink, Tuning.options(700, 60_000, 10_000));
        awaitReady(running);
        publish(TOPIC, "1", "2");

        until(() -> subscription().activeConsumers().isEmpty());
        isUp.set(true);

        until(() -> sink.records.size() == 2);
        publish(TOPIC, "3");
        until(() -> sink.records.size() == 3);
        awaitReady(running);
        assertThat(sink.payloads()).containsExactly("1", "2", "3");
        assertThat(subscription().blocked()).isFalse();
    }

    private SubscriptionStats subscription() throws Exception {
        return danube.topic(TOPIC).await(5, SECONDS).subscription("all");
    }

    @Test
    void writesOneSubscriptionWhileTheTargetOfAnotherIsDown() throws Exception {
        String other = "/default/other";
        CollectingSink sink = new CollectingSink(
                List.of(
                        ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.EXCLUSIVE),
                        ConsumerConfig.of(other, "reader", "all", SubscriptionType.EXCLUSIVE)),
                batch -> batch.get(0).topic().equals(TOPIC)
                        ? Future.failedFuture(new RetryableException("table locked"))
                        : CollectingSink.done(batch));
        producer(TOPIC);
        producer(other);
        deployReady(config("writer"), sink);

        publish(TOPIC, "blocked");
        String[] payloads = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
        publish(other, payloads);

        until(() -> sink.records.size() == 50);
        assertThat(sink.payloads()).containsExactly(payloads);
    }
}
