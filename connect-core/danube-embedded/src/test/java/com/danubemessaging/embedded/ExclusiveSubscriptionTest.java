package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExclusiveSubscriptionTest extends BrokerTest {

    @Test
    void refusesASecondConsumerNameEvenAfterTheFirstHasLeft() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver first = client.consume(TOPIC, "sub", EXCLUSIVE, "first");

        RpcFailure whilePresent = failure(client.subscribe(TOPIC, "sub", EXCLUSIVE, "second"));
        first.close();
        RpcFailure whileAbsent = failure(client.subscribe(TOPIC, "sub", EXCLUSIVE, "second"));

        assertThat(whilePresent.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(whileAbsent.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(whileAbsent.text).contains("exclusive").contains("first");
        assertThat(producer.id()).isPositive();
    }

    @Test
    void deliversExactlyTheWindowAndOneMoreForEachAcknowledgement() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(13);

        assertThat(receiver.nextOffsets(10)).containsExactlyElementsOf(offsets(0, 10));
        receiver.expectNothingFor(A_WHILE);
        await(client.ack(TOPIC, "sub", 0));
        assertThat(receiver.nextOffset()).isEqualTo(10);
        receiver.expectNothingFor(A_WHILE);
    }

    @Test
    void deliversAMessagePublishedBetweenSubscribeAndReceive() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        producer.send("early");

        assertThat(client.receive(id).nextText()).isEqualTo("early");
    }

    @Test
    void startsANewSubscriptionAtTheLatestMessage() {
        RawProducer producer = client.reliableProducer(TOPIC);
        producer.send("before");
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("after");

        StreamMessage message = receiver.next();
        assertThat(message.getPayload().toStringUtf8()).isEqualTo("after");
        assertThat(message.getMsgId().getTopicOffset()).isEqualTo(1);
    }

    @Test
    void deliversABacklogOfAnyLengthInFullAndInOrder() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", EXCLUSIVE, "consumer").close();
        List<String> sent = producer.sendMany(600);

        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        List<String> received = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            StreamMessage message = receiver.next();
            received.add(message.getPayload().toStringUtf8());
            client.ack(message, "sub");
        }
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void neverLetsAConsumerWithoutAStreamHoldUpProducers() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        producer.sendMany(200);

        assertThat(stats("sub").backlog()).isEqualTo(200);
        assertThat(client.receive(id).nextOffsets(10)).containsExactlyElementsOf(offsets(0, 10));
    }

    @Test
    void neverLetsAConsumerThatDoesNotReadHoldUpProducers() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        receiver.pause();
        StreamMessage large = producer.message("")
                .setPayload(ByteString.copyFrom(new byte[1_000_000]))
                .build();
        for (int i = 0; i < 12; i++) {
            await(client.send(large));
        }

        receiver.resume();
        for (int i = 0; i < 12; i++) {
            StreamMessage message = receiver.next();
            assertThat(message.getMsgId().getTopicOffset()).isEqualTo(i);
            await(client.ack(message, "sub"));
        }
    }

    @Test
    void redeliversUnacknowledgedMessagesFirstAndInOrderAfterAReturn() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver first = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(5);
        first.nextOffsets(5);
        await(client.ack(TOPIC, "sub", 0));
        await(client.ack(TOPIC, "sub", 2));
        first.close();
        producer.send("new");

        Receiver second = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        assertThat(second.nextOffsets(4)).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void redeliversTheSameMessageOnEveryReconnectUntilItIsAcknowledged() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", EXCLUSIVE, "consumer").close();
        producer.send("stubborn", "next");
        for (int i = 0; i < 3; i++) {
            Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
            assertThat(receiver.nextText()).isEqualTo("stubborn");
            receiver.close();
        }

        Receiver last = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        await(client.ack(last.next(), "sub"));
        assertThat(last.nextText()).isEqualTo("next");
    }

    @Test
    void takesOverTheStreamOfAConsumerThatSubscribesAgain() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        Receiver first = client.receive(id);
        producer.send("unacknowledged");
        first.next();

        long again = await(newClient().subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        assertThat(again).isEqualTo(id);
        assertThat(await(first.end())).isEqualTo("OK");
        assertThat(client.receive(again).nextText()).isEqualTo("unacknowledged");
    }

    @Test
    void endsTheFirstStreamWhenASecondOneIsOpenedForTheSameConsumer() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        Receiver first = client.receive(id);
        Receiver second = client.receive(id);
        producer.send("for the second");

        assertThat(await(first.end())).isEqualTo("OK");
        assertThat(second.nextText()).isEqualTo("for the second");
    }

    @Test
    void keepsLargePayloadsIntact() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        for (int i = 0; i < 20; i++) {
            byte[] payload = new byte[100 * 1024];
            java.util.Arrays.fill(payload, (byte) i);
            await(client.send(producer.message("")
                    .setPayload(ByteString.copyFrom(payload))
                    .build()));
        }
        for (int i = 0; i < 20; i++) {
            StreamMessage message = receiver.next();
            assertThat(message.getPayload().size()).isEqualTo(100 * 1024);
            assertThat(message.getPayload().byteAt(77)).isEqualTo((byte) i);
            await(client.ack(message, "sub"));
        }
    }

    @Test
    void givesEachOfSeveralSubscriptionsEveryMessage() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver one = client.consume(TOPIC, "one", EXCLUSIVE, "consumer");
        Receiver two = client.consume(TOPIC, "two", EXCLUSIVE, "consumer");
        List<String> sent = producer.sendMany(8);

        assertThat(one.nextTexts(8)).isEqualTo(sent);
        assertThat(two.nextTexts(8)).isEqualTo(sent);
    }

    @Test
    void forgetsMessagesThatEverySubscriptionHasAcknowledged() {
        RawProducer producer = client.reliableProducer(TOPIC);
        producer.send("for nobody");
        assertThat(stats().logBytes()).isZero();
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(3);
        receiver.nextOffsets(3);
        await(client.ack(TOPIC, "sub", 2));
        assertThat(stats().logStartOffset()).isEqualTo(1);
        await(client.ack(TOPIC, "sub", 1));

        assertThat(stats().logStartOffset()).isEqualTo(3);
        assertThat(stats().logEndOffset()).isEqualTo(4);
        assertThat(stats("sub").cursor()).isEqualTo(2);
    }

    static List<Long> offsets(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
