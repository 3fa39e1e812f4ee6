package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.FAILOVER;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ConsumerServiceGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

class SubscribeConformanceTest extends ConformanceTest {

    @Case(39)
    void aSubscriptionNeitherFindsNorMakesAnUnknownTopic() {
        assertThat(failure(client.subscribe(topic, "sub", SHARED, "c")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(client.lookup(topic)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(40)
    void aSubscribeIsAnsweredWithAnIdAndTheName() {
        reliable();
        ConsumerResponse answer = await(client.call(
                ConsumerServiceGrpcClient.Subscribe,
                ConsumerRequest.newBuilder()
                        .setRequestId(77)
                        .setTopicName(topic)
                        .setConsumerName("consumer")
                        .setSubscription("sub")
                        .build()));

        assertThat(answer.getConsumerId()).isNotZero();
        assertThat(answer.getConsumerName()).isEqualTo("consumer");
        assertThat(answer.getRequestId()).isEqualTo(77);
    }

    @Case(41)
    void anExclusiveSubscriptionBelongsToItsFirstConsumer() {
        reliable();
        client.consume(topic, "sub", EXCLUSIVE, "first").close();

        assertThat(failure(client.subscribe(topic, "sub", EXCLUSIVE, "second")).status)
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @Case(42)
    void theSameNameTakesTheStreamOver() {
        RawProducer producer = reliable();
        long first = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        Receiver old = client.receive(first);
        long second = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        Receiver current = client.receive(second);
        producer.send("x");

        assertThat(second).isEqualTo(first);
        assertThat(await(old.end())).isEqualTo("OK");
        assertThat(current.nextText()).isEqualTo("x");
    }

    @Case(43)
    void aSecondStreamEndsTheFirst() {
        reliable();
        long id = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        Receiver first = client.receive(id);
        client.receive(id);

        assertThat(await(first.end())).isEqualTo("OK");
    }

    @Case(44)
    void anUnknownConsumerIsNotFound() {
        assertThat(failure(client.openStream(12345)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(45)
    void aNewSubscriptionStartsAtTheLatestMessage() {
        RawProducer producer = reliable();
        producer.send("before");
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("after");

        assertThat(receiver.nextText()).isEqualTo("after");
    }

    @Case(46)
    void whatIsPublishedBeforeTheStreamOpensIsDelivered() {
        RawProducer producer = reliable();
        long id = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        producer.send("early");

        assertThat(client.receive(id).nextText()).isEqualTo("early");
    }

    @Case(47)
    void anUnknownSubscriptionTypeIsDenied() {
        reliable();

        assertThat(failure(client.subscribeAs(9, topic, "sub", "consumer")).status)
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @Case(48)
    void nonReliableMessagesGoRoundTheGroup() {
        RawProducer producer = nonReliable();
        List<Receiver> group = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            group.add(client.consume(topic, "sub", SHARED, "consumer-" + i));
        }
        for (int i = 0; i < 36; i++) {
            producer.send("m" + i);
            Receiver turn = group.get(i % 3);
            assertThat(turn.nextText()).isEqualTo("m" + i);
        }
    }

    @Case(49)
    void aSlowNonReliableConsumerLosesMessagesAndHoldsUpNobody() {
        RawProducer producer = nonReliable();
        long slow = await(client.subscribe(topic, "slow", EXCLUSIVE, "slow"));
        Receiver quick = client.consume(topic, "quick", EXCLUSIVE, "quick");
        for (int i = 0; i < 60; i++) {
            producer.send("m" + i);
            assertThat(quick.nextText()).isEqualTo("m" + i);
        }
        List<String> seen = new ArrayList<>();
        Receiver late = client.receive(slow);
        Awaitility.await().until(() -> {
            producer.send("live");
            while (late.waiting() > 0) {
                seen.add(late.nextText());
            }
            return seen.contains("live");
        });

        assertThat(seen).startsWith("m0").as("of 60").hasSizeLessThan(60);
    }

    @Case(50)
    void nonReliableAcknowledgementsAreAccepted() {
        RawProducer producer = nonReliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("x");
        StreamMessage message = receiver.next();

        assertThat(await(client.ack(message, "sub")).getRequestId()).isEqualTo(7);
        assertThat(await(client.nack(topic, "sub", 0, 0, "no")).getRequestId()).isEqualTo(7);
        receiver.expectNothingFor(A_WHILE);
    }

    @Case(51)
    void nonReliableOffsetsAreZeroAsSent() {
        RawProducer producer = nonReliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.send("one");
        assertThat(receiver.nextOffset()).isZero();
        producer.send("two");

        assertThat(receiver.nextOffset()).isZero();
    }

    @Case(51)
    void reliableOffsetsCountFromZero() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        producer.sendMany(5);

        assertThat(receiver.nextOffsets(5)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Case(value = 52, differs = "failover never fails over")
    void theStandbyTakesOverWhenTheActiveConsumerLeaves() {
        RawProducer producer = reliable();
        Receiver active = client.consume(topic, "sub", FAILOVER, "first");
        Receiver standby = client.consume(topic, "sub", FAILOVER, "second");
        producer.send("one");
        assertThat(active.nextText()).isEqualTo("one");
        await(client.ack(topic, "sub", 0));
        standby.expectNothingFor(A_WHILE);
        active.close();
        producer.send("two");

        assertThat(standby.nextText()).isEqualTo("two");
    }
}
