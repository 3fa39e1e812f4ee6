package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Redelivery and poison: what becomes of messages that are refused, or not acknowledged in time. */
class FailurePolicyConformanceTest extends ConformanceTest {

    /** What the clocks of two machines may differ in the length of a pause. */
    private static final Duration SLACK = Duration.ofMillis(50);

    @Case(57)
    void whatIsNotAcknowledgedInTimeComesAgainAfterGrowingPauses() {
        policy("sub", quick -> quick.setAckTimeoutMs(200)
                .setBaseRedeliveryDelayMs(400)
                .setMaxRedeliveryDelayMs(60_000)
                .setBackoffStrategy(SubscriptionBackoffStrategy.Exponential));
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        List<Duration> pauses = new ArrayList<>();
        receiver.next();
        for (int redelivery = 0; redelivery < 3; redelivery++) {
            long before = System.nanoTime();
            assertThat(receiver.nextOffset()).isZero();
            pauses.add(Duration.ofNanos(System.nanoTime() - before));
        }

        // They last 600 ms, 1 s and 1.8 s at least. A busy machine may see a message late and the pause after it
        // shorter;
        // without growth it would be 600 ms each time.
        assertThat(pauses.get(2)).isGreaterThan(Duration.ofMillis(1_200));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .as("all of %s", pauses)
                .isGreaterThan(Duration.ofMillis(2_600));
    }

    @Case(58)
    void aRefusalDelaysAsLongAsItAsksWithinThePolicy() {
        policy("sub", quick -> quick.setBaseRedeliveryDelayMs(800).setMaxRedeliveryDelayMs(2_000));
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();

        assertThat(pauseAfterRefusal(receiver, 1)).as("raised").isGreaterThan(withSlack(800));
        assertThat(pauseAfterRefusal(receiver, 1_400)).as("honoured").isGreaterThan(withSlack(1_400));
        assertThat(pauseAfterRefusal(receiver, 600_000)).as("capped").isGreaterThan(withSlack(2_000));
    }

    @Case(58)
    void thePolicysOwnDelayIsCappedToo() {
        policy("sub", quick -> quick.setBaseRedeliveryDelayMs(500)
                .setMaxRedeliveryDelayMs(600)
                .setBackoffStrategy(SubscriptionBackoffStrategy.Exponential));
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();
        // Without the cap the fifth pause would be 8 s, which is more than a receiver waits.
        for (int redelivery = 0; redelivery < 5; redelivery++) {
            assertThat(pauseAfterRefusal(receiver, 0)).isGreaterThan(withSlack(500));
        }
    }

    private Duration pauseAfterRefusal(Receiver receiver, long delayMillis) {
        long refused = System.nanoTime();
        await(client.nack(topic, "sub", 0, delayMillis, "later"));
        assertThat(receiver.nextOffset()).isZero();
        return Duration.ofNanos(System.nanoTime() - refused);
    }

    private static Duration withSlack(long millis) {
        return Duration.ofMillis(millis).minus(SLACK);
    }

    @Case(59)
    void exhaustedMessagesBlockOrAreDroppedAsThePolicySays() {
        policy("drops", 0, SubscriptionPoisonPolicy.Drop);
        policy("blocks", 0, SubscriptionPoisonPolicy.Block);
        RawProducer producer = reliable();
        Receiver drops = client.consume(topic, "drops", EXCLUSIVE, "a");
        Receiver blocks = client.consume(topic, "blocks", EXCLUSIVE, "b");
        producer.send("poison");
        drops.next();
        blocks.next();
        await(client.nack(topic, "drops", 0, 0, "no"));
        await(client.nack(topic, "blocks", 0, 0, "no"));
        producer.send("next");

        assertThat(drops.nextText()).isEqualTo("next");
        blocks.expectNothingFor(A_WHILE);
    }

    @Case(59)
    void aDeadLetterSaysWhereItCameFromAndTheNextMessageFollows() {
        Receiver letters = lettersOf("sub", 5_000);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        await(client.send(poison(producer).build()));
        receiver.next();
        await(client.nack(topic, "sub", 0, 0, "cannot parse"));
        producer.send("next");

        assertThat(receiver.nextText()).isEqualTo("next");
        StreamMessage letter = letters.next();
        assertThat(letter.getPayload().toStringUtf8()).isEqualTo("poison");
        assertThat(letter.getAttributesMap())
                .containsEntry("kept", "yes")
                .containsEntry("x-original-topic", topic)
                .containsEntry("x-original-subscription", "sub")
                .containsEntry("x-original-topic-offset", "0")
                .containsEntry("x-original-producer-id", Long.toUnsignedString(producer.id()))
                .containsEntry("x-original-broker-addr", "http://origin:6650")
                .containsEntry("x-poison-policy", "dead_letter")
                .containsEntry("x-delivery-attempt", "1")
                .containsEntry("x-failure-reason", "cannot parse")
                .hasSize(9);
    }

    @Case(60)
    void aDeadLetterLosesItsKeyAndItsSchema() {
        Receiver letters = lettersOf("sub", 5_000);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        await(client.send(poison(producer).build()));
        assertThat(receiver.next().hasRoutingKey()).as("until then").isTrue();
        await(client.nack(topic, "sub", 0, 0, "no"));

        StreamMessage letter = letters.next();
        assertThat(letter.hasRoutingKey()).isFalse();
        assertThat(letter.hasSchemaId()).isFalse();
        assertThat(letter.hasSchemaVersion()).isFalse();
    }

    @Case(60)
    void aDeadLetterThatNobodyRefusedSaysSo() {
        Receiver letters = lettersOf("sub", 200);
        RawProducer producer = reliable();
        client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");

        assertThat(letters.next().getAttributesMap()).containsEntry("x-failure-reason", "ack timeout");
    }

    /** Reads the dead letters of a subscription that gives up at the first failure. */
    private Receiver lettersOf(String subscription, long ackTimeoutMillis) {
        String dead = newTopic();
        producer(dead, "first", RELIABLE);
        policy(subscription, quick -> quick.setMaxRedeliveryCount(0)
                .setAckTimeoutMs(ackTimeoutMillis)
                .setPoisonPolicy(SubscriptionPoisonPolicy.DeadLetter)
                .setDeadLetterTopic(dead));
        return client.consume(dead, "letters", EXCLUSIVE, "reader");
    }

    private static StreamMessage.Builder poison(RawProducer producer) {
        StreamMessage.Builder message = producer.message("poison")
                .setRoutingKey("key")
                .setSchemaId(5)
                .setSchemaVersion(1)
                .putAttributes("kept", "yes");
        message.getMsgIdBuilder().setBrokerAddr("http://origin:6650");
        return message;
    }

    /** The default policy takes half a minute for it; this one differs from it in the pauses alone. */
    @Case(61)
    void aMessageIsDeliveredSixTimesBeforeItBlocks() {
        policy("sub", 5, SubscriptionPoisonPolicy.Block);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("poison");
        for (int delivery = 0; delivery < 6; delivery++) {
            assertThat(receiver.nextOffset()).isZero();
            await(client.nack(topic, "sub", 0, 0, "no"));
        }
        producer.send("never seen");

        receiver.expectNothingFor(Duration.ofSeconds(2));
    }

    @Case(61)
    void aSubscriptionThatNobodyConfiguredHasFiveRedeliveriesAndBlocks() {
        reliable();
        client.consume(topic, "sub", EXCLUSIVE, "consumer");
        RawClient admin = admin();
        GetSubscriptionFailurePolicyRequest request = GetSubscriptionFailurePolicyRequest.newBuilder()
                .setTopic(topic)
                .setSubscription("sub")
                .build();

        GetSubscriptionFailurePolicyResponse answer = Awaitility.await()
                .until(
                        () -> await(admin.call(TopicAdminGrpcClient.GetSubscriptionFailurePolicy, request)),
                        GetSubscriptionFailurePolicyResponse::hasFailurePolicy);
        assertThat(answer.getFailurePolicy())
                .isEqualTo(SubscriptionFailurePolicy.newBuilder()
                        .setMaxRedeliveryCount(5)
                        .setAckTimeoutMs(30_000)
                        .setBaseRedeliveryDelayMs(1_000)
                        .setMaxRedeliveryDelayMs(60_000)
                        .setBackoffStrategy(SubscriptionBackoffStrategy.Exponential)
                        .setPoisonPolicy(SubscriptionPoisonPolicy.Block)
                        .build());
    }
}
