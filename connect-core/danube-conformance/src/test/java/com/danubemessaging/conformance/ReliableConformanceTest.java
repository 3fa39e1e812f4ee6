package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
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
    void aGapInTheAcknowledgementsClosesAfterAReconnect() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(3);
        receiver.nextOffsets(3);
        await(client.ack(topic, "sub", 0));
        await(client.ack(topic, "sub", 2));
        receiver.close();
        Receiver again = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        assertThat(again.nextOffset()).isEqualTo(1);
        await(client.ack(topic, "sub", 1));
        again.close();
        Receiver last = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("next");

        assertThat(last.nextText()).isEqualTo("next");
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
    void whatIsPublishedWhileTheConsumerIsAwayIsDeliveredWhole() {
        RawProducer producer = reliable();
        long consumer = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        leave(client.receive(consumer), consumer);
        producer.sendMany(300);
        Receiver back = client.consume(topic, "sub", EXCLUSIVE, "consumer");

        assertThat(takeAndAcknowledge(back, "sub", 300))
                .extracting(message -> message.getMsgId().getTopicOffset())
                .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
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
