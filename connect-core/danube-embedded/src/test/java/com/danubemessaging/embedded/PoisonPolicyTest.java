package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.PoisonPolicy;
import com.danubemessaging.proto.StreamMessage;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PoisonPolicyTest extends BrokerTest {

    private static final String DEAD_LETTERS = "/default/dead";
    private static final FailurePolicy ONCE = FailurePolicy.defaults().withMaxRedeliveryCount(0);

    @Test
    void blocksTheSubscriptionForGood() {
        await(danube.setFailurePolicy(TOPIC, "sub", ONCE.withBlock()));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        producer.send("never seen");
        await(client.ack(TOPIC, "sub", 0));

        receiver.expectNothingFor(A_WHILE);
        assertThat(stats("sub").blocked()).isTrue();
        assertThat(stats("sub").backlog()).isEqualTo(1);
    }

    @Test
    void dropsThePoisonAndGoesOn() {
        await(danube.setFailurePolicy(TOPIC, "sub", ONCE.withDrop()));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        producer.send("next");

        assertThat(receiver.nextText()).isEqualTo("next");
        assertThat(stats("sub").dropped()).isEqualTo(1);
        assertThat(stats("sub").cursor()).isZero();
    }

    @Test
    void publishesThePoisonWithItsOriginAndGoesOn() {
        await(danube.setFailurePolicy(TOPIC, "sub", ONCE.withDeadLetter(DEAD_LETTERS)));
        client.reliableProducer(DEAD_LETTERS);
        Receiver dead = client.consume(DEAD_LETTERS, "dead", EXCLUSIVE, "consumer");
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        await(client.send(producer.message("poison")
                .putAttributes("kept", "yes")
                .setRoutingKey("key")
                .setSchemaId(5)
                .setSchemaVersion(1)
                .build()));
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 0, "cannot parse"));
        producer.send("next");

        StreamMessage copy = dead.next();
        assertThat(copy.getPayload().toStringUtf8()).isEqualTo("poison");
        assertThat(copy.getProducerName()).startsWith("broker-replicator-");
        assertThat(copy.hasRoutingKey()).isFalse();
        assertThat(copy.hasSchemaId()).isFalse();
        assertThat(copy.hasSchemaVersion()).isFalse();
        assertThat(copy.getMsgId().getTopicName()).isEqualTo(DEAD_LETTERS);
        assertThat(copy.getAttributesMap())
                .isEqualTo(Map.of(
                        "kept", "yes",
                        "x-original-topic", TOPIC,
                        "x-original-subscription", "sub",
                        "x-original-topic-offset", "0",
                        "x-original-producer-id", Long.toString(producer.id()),
                        "x-original-broker-addr", "",
                        "x-poison-policy", "dead_letter",
                        "x-delivery-attempt", "1",
                        "x-failure-reason", "cannot parse"));
        assertThat(receiver.nextText()).isEqualTo("next");
        assertThat(stats("sub").deadLettered()).isEqualTo(1);
    }

    @Test
    void createsTheDeadLetterTopicAndNamesTheAckTimeoutAsReason() {
        await(danube.setFailurePolicy(
                TOPIC, "sub", ONCE.withDeadLetter(DEAD_LETTERS).withAckTimeout(Duration.ofMillis(50))));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("first");
        receiver.next();
        Awaitility.await().until(() -> await(danube.topics()).contains(DEAD_LETTERS));

        Receiver dead = client.consume(DEAD_LETTERS, "dead", EXCLUSIVE, "consumer");
        producer.send("second");
        StreamMessage copy = dead.next();
        assertThat(copy.getAttributesMap()).containsEntry("x-failure-reason", "ack timeout");
        assertThat(await(danube.topic(DEAD_LETTERS)).mode()).isEqualTo(RELIABLE);
    }

    @Test
    void keepsThePoisonUntilTheDeadLetterCanBePublished() {
        await(danube.setFailurePolicy(TOPIC, "sub", ONCE.withDeadLetter(DEAD_LETTERS)));
        client.producer(DEAD_LETTERS, "p", NON_RELIABLE);
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        assertThat(stats("sub").cursor()).isEqualTo(-1);
        assertThat(stats("sub").unacked()).isEqualTo(1);

        await(danube.deleteTopic(DEAD_LETTERS));
        Awaitility.await().until(() -> stats("sub").deadLettered() == 1);
        assertThat(stats("sub").cursor()).isZero();
    }

    @Test
    void deliversSixTimesBeforeItBlocksByDefault() {
        await(danube.setFailurePolicy(
                TOPIC,
                "sub",
                FailurePolicy.defaults()
                        .withRedeliveryDelay(Duration.ofMillis(1), Duration.ofMillis(1), BackoffStrategy.FIXED)));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        for (int delivery = 0; delivery < 6; delivery++) {
            assertThat(stats("sub").blocked()).isFalse();
            assertThat(receiver.nextOffset()).isZero();
            await(client.nack(TOPIC, "sub", 0, 0, "no"));
        }

        receiver.expectNothingFor(A_WHILE);
        assertThat(stats("sub").blocked()).isTrue();
        assertThat(stats("sub").redeliveries()).isEqualTo(5);
    }

    @Test
    void isFreeAgainAfterUnsubscribing() {
        await(danube.setFailurePolicy(TOPIC, "sub", ONCE));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        receiver.next();
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        receiver.close();
        Awaitility.await().until(() -> stats("sub").activeConsumers().isEmpty());
        await(danube.unsubscribe(TOPIC, "sub"));
        Receiver fresh = client.consume(TOPIC, "sub", EXCLUSIVE, "somebody else");
        producer.send("new");

        assertThat(fresh.nextText()).isEqualTo("new");
    }

    @Test
    void isRefusedForNonReliableTopicsAndWithoutADeadLetterTopic() {
        client.producer(TOPIC, "p", NON_RELIABLE);

        assertThatThrownBy(() -> await(danube.setFailurePolicy(TOPIC, "sub", ONCE)))
                .hasMessageContaining("non-reliable");
        assertThatThrownBy(() -> new FailurePolicy(
                        0,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        BackoffStrategy.FIXED,
                        PoisonPolicy.DEAD_LETTER,
                        null))
                .hasMessageContaining("deadLetterTopic");
        assertThat(failure(client.ack(TOPIC, "sub", 0)).text).contains("sub");
    }
}
