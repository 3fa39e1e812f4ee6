package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedeliveryTest extends BrokerTest {

    private static final Duration ACK_TIMEOUT = Duration.ofMillis(100);

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setFailurePolicy(FailurePolicy.defaults()
                .withAckTimeout(ACK_TIMEOUT)
                .withRedeliveryDelay(Duration.ofMillis(40), Duration.ofSeconds(2), BackoffStrategy.FIXED));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCLUSIVE", "SHARED", "FAILOVER", "KEY_SHARED"})
    void deliversANackedMessageAgainWithTheSameOffset(com.danubemessaging.embedded.model.SubscriptionType type) {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", type, "consumer");
        producer.send("x");
        assertThat(receiver.nextOffset()).isZero();
        await(client.nack(TOPIC, "sub", 0, 0, "try again"));

        assertThat(receiver.nextOffset()).isZero();
        await(client.ack(TOPIC, "sub", 0));
        receiver.expectNothingFor(ACK_TIMEOUT.multipliedBy(2));
        assertThat(stats("sub").redeliveries()).isEqualTo(1);
    }

    @Test
    void deliversAMessageAgainThatIsNotAcknowledgedInTime() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        long start = System.nanoTime();

        assertThat(receiver.nextOffsets(3)).containsExactly(0L, 0L, 0L);
        long elapsed = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertThat(elapsed).as("two time-outs and two pauses").isGreaterThanOrEqualTo(2 * (100 + 40) - 20);
    }

    @Test
    void waitsAsLongAsTheConsumerAsks() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();
        long start = System.nanoTime();
        await(client.nack(TOPIC, "sub", 0, 400, "later"));

        receiver.next();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
    }

    @Test
    void ignoresAnAcknowledgementThatComesDuringThePause() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 100, "later"));
        await(client.ack(TOPIC, "sub", 0));

        assertThat(receiver.nextOffset()).isZero();
    }

    @Test
    void acceptsAcknowledgementsOfWhatIsNotOutstandingWithoutEffect() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", SHARED, "consumer");
        producer.send("x");
        await(client.ack(receiver.next(), "sub"));
        await(client.ack(TOPIC, "sub", 0));
        await(client.ack(TOPIC, "sub", 4711));
        await(client.nack(TOPIC, "sub", 4711, 0, "unknown"));

        assertThat(stats("sub").cursor()).isZero();
        receiver.expectNothingFor(A_WHILE);
    }

    @Test
    void refusesAcknowledgementsForWhatIsNotHere() {
        client.reliableProducer(TOPIC);

        assertThat(failure(client.ack(TOPIC, "unknown", 0)).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(client.ack("/default/unknown", "sub", 0)).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(client.nack(TOPIC, "unknown", 0, 0, "")).status).isEqualTo(GrpcStatus.INTERNAL);
    }

    @Test
    void movesTheCursorOnlyOverContiguousAcknowledgements() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(3);
        receiver.nextOffsets(3);
        await(client.ack(TOPIC, "sub", 2));
        await(client.ack(TOPIC, "sub", 1));
        assertThat(stats("sub").cursor()).isEqualTo(-1);

        await(client.ack(TOPIC, "sub", 0));
        assertThat(stats("sub").cursor()).isEqualTo(2);
    }
}
