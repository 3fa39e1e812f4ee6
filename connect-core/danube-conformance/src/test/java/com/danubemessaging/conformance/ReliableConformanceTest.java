package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class ReliableConformanceTest extends ConformanceTest {

    @Case(55)
    void aWindowOfTenIsOutstandingAndEachAcknowledgementReleasesOne() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(12);
        assertThat(receiver.nextOffsets(10)).hasSize(10);
        receiver.expectNothingFor(A_WHILE);
        await(client.ack(topic, "sub", 0));

        assertThat(receiver.nextOffset()).isEqualTo(10);
        receiver.expectNothingFor(A_WHILE);
    }

    @Case(value = 56, differs = "H6c")
    void whatWasNotAcknowledgedInTheMiddleComesFirstAfterAReconnect() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(3);
        receiver.nextOffsets(3);
        await(client.ack(topic, "sub", 0));
        await(client.ack(topic, "sub", 2));
        receiver.close();
        Receiver again = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("next");

        assertThat(again.nextOffsets(2)).containsExactly(1L, 3L);
    }

    @Case(57)
    void whatIsNotAcknowledgedInTimeComesAgain() {
        policy("sub", 5, SubscriptionPoisonPolicy.Block, null, 200);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");

        assertThat(receiver.nextOffsets(3)).containsExactly(0L, 0L, 0L);
    }

    @Case(58)
    void aRefusalDelaysAsLongAsItAsksWithinThePolicy() {
        policy("sub", 5, SubscriptionPoisonPolicy.Block, null);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();
        long refused = System.nanoTime();
        await(client.nack(topic, "sub", 0, 600_000, "later"));
        receiver.next();

        assertThat(Duration.ofNanos(System.nanoTime() - refused))
                .as("600 s, capped by the policy's 1 s")
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
    }

    @Case(59)
    void exhaustedMessagesBlockOrAreDroppedAsThePolicySays() {
        policy("drops", 0, SubscriptionPoisonPolicy.Drop, null);
        policy("blocks", 0, SubscriptionPoisonPolicy.Block, null);
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

    @Case(60)
    void aDeadLetterSaysWhereItCameFromAndLosesItsKey() {
        String dead = newTopic();
        policy("sub", 0, SubscriptionPoisonPolicy.DeadLetter, dead);
        RawProducer producer = reliable();
        producer(dead, "first", RELIABLE);
        Receiver letters = client.consume(dead, "letters", EXCLUSIVE, "reader");
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        await(client.send(producer.message("poison")
                .setRoutingKey("key")
                .putAttributes("kept", "yes")
                .build()));
        receiver.next();
        await(client.nack(topic, "sub", 0, 0, "cannot parse"));

        StreamMessage letter = letters.next();
        assertThat(letter.getPayload().toStringUtf8()).isEqualTo("poison");
        assertThat(letter.hasRoutingKey()).isFalse();
        assertThat(letter.hasSchemaId()).isFalse();
        assertThat(letter.getAttributesMap())
                .containsEntry("kept", "yes")
                .containsEntry("x-original-topic", topic)
                .containsEntry("x-original-subscription", "sub")
                .containsEntry("x-original-topic-offset", "0")
                .containsEntry("x-poison-policy", "dead_letter")
                .containsEntry("x-delivery-attempt", "1")
                .containsEntry("x-failure-reason", "cannot parse");
    }

    @Case(61)
    void aMessageIsDeliveredSixTimesBeforeItBlocks() {
        policy("sub", 5, SubscriptionPoisonPolicy.Block, null);
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

    @Case(62)
    void anAcknowledgementDuringThePauseIsIgnored() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        receiver.next();
        await(client.nack(topic, "sub", 0, 0, "no"));
        await(client.ack(topic, "sub", 0));

        assertThat(receiver.nextOffset()).isZero();
    }

    @Case(63)
    void foreignAndRepeatedAcknowledgementsHaveNoEffect() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(2);
        receiver.nextOffsets(2);
        await(client.ack(topic, "sub", 0));
        await(client.ack(topic, "sub", 0));
        await(client.ack(topic, "sub", 12345));
        producer.send("next");

        assertThat(receiver.nextText()).isEqualTo("next");
    }

    @Case(64)
    void anAcknowledgementForNobodyIsInternal() {
        reliable();

        assertThat(failure(client.ack(topic, "nobody", 0)).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(client.ack(newTopic(), "sub", 0)).status).isEqualTo(GrpcStatus.INTERNAL);
    }

    @Case(65)
    void anyClientMayAcknowledge() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(11);
        receiver.nextOffsets(10);
        await(target.client().ack(topic, "sub", 0));

        assertThat(receiver.nextOffset()).isEqualTo(10);
    }

    @Case(66)
    void anExclusiveConsumerThatComesBackGetsWhatItLeftInOrder() {
        RawProducer producer = reliable();
        Receiver first = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(4);
        first.nextOffsets(4);
        await(client.ack(topic, "sub", 0));
        first.close();
        Receiver again = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("next");

        assertThat(again.nextOffsets(4)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Case(67)
    void theSurvivorOfAGroupGetsWhatTheOtherLeft() {
        RawProducer producer = reliable();
        Receiver survivor = client.consume(topic, "sub", SHARED, "survivor");
        Receiver leaver = client.consume(topic, "sub", SHARED, "leaver");
        producer.sendMany(4);
        List<Long> own = survivor.nextOffsets(2);
        List<Long> left = leaver.nextOffsets(2);
        leaver.close();

        assertThat(survivor.nextOffsets(2))
                .containsExactlyInAnyOrderElementsOf(left)
                .doesNotContainAnyElementsOf(own);
    }

    @Case(68)
    void everyReconnectBringsTheSameMessageUntilItIsAcknowledged() {
        RawProducer producer = reliable();
        producer.send("nobody subscribed yet");
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        for (int i = 0; i < 3; i++) {
            assertThat(receiver.nextText()).isEqualTo("x");
            receiver.close();
            receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        }

        assertThat(receiver.nextText()).isEqualTo("x");
    }

    @Case(value = 69, differs = "H4")
    void aBacklogOfAThousandIsDeliveredWhole() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        List<Future<MessageResponse>> sends = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            sends.add(producer.sendLater("m" + i));
        }
        await(Future.join(sends));
        List<Long> received = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long offset = receiver.nextOffset();
            received.add(offset);
            await(client.ack(topic, "sub", offset));
        }

        assertThat(received).isEqualTo(LongStream.range(0, 1000).boxed().toList());
    }

    @Case(value = 70, differs = "H5")
    void aConsumerWithoutAStreamHoldsUpNoProducer() {
        RawProducer producer = reliable();
        await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        producer.sendMany(60);
    }

    @Case(71)
    void largePayloadsArriveIntact() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        for (int i = 0; i < 20; i++) {
            String large = ("m" + i).repeat(50_000);
            producer.send(large);
            StreamMessage received = receiver.next();
            assertThat(received.getPayload().toStringUtf8()).isEqualTo(large);
            await(client.ack(received, "sub"));
        }
    }
}
