package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Consumer;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Producer;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.CLOSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.TopicLookupResponse;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest extends BrokerTest {

    @Test
    void refusesAsManyCallsAsOrderedWithoutEffect() {
        await(danube.faults().refuse(BrokerCall.CREATE_PRODUCER, 2, GrpcStatus.UNAVAILABLE, "come back later"));

        for (int i = 0; i < 2; i++) {
            RpcFailure refused = failure(client.createProducer(TOPIC, "p", RELIABLE));
            assertThat(refused.status).isEqualTo(GrpcStatus.UNAVAILABLE);
            assertThat(refused.text).isEqualTo("come back later");
        }
        assertThat(await(danube.topics())).isEmpty();
        assertThat(await(client.createProducer(TOPIC, "p", RELIABLE))).isPositive();
    }

    @Test
    void refusesReceiveStreamsAndForgetsOrdersThatAreCleared() {
        client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        await(danube.faults().refuse(BrokerCall.RECEIVE_MESSAGES, 2, GrpcStatus.NOT_FOUND, "gone"));

        assertThat(failure(client.openStream(id)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        await(danube.faults().clear());
        assertThat(client.receive(id).waiting()).isZero();
    }

    @Test
    void storesAMessageWhoseReplyIsLost() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(danube.faults().loseReplies(BrokerCall.SEND_MESSAGE, 1));
        Future<MessageResponse> lost = producer.sendLater("stored");
        producer.send("answered");

        assertThat(receiver.nextTexts(2)).containsExactly("stored", "answered");
        assertThat(lost.isComplete()).isFalse();
    }

    @Test
    void appliesAnAcknowledgementWhoseReplyIsLate() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.send("x");
        receiver.next();
        await(danube.faults().delayReplies(BrokerCall.ACK, 1, Duration.ofMillis(200)));
        long start = System.nanoTime();
        Future<AckResponse> late = client.ack(TOPIC, "sub", 0);
        await(client.ack(TOPIC, "sub", 0));

        assertThat(stats("sub").cursor()).isZero();
        await(late);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void breaksStreamsWhoseConsumersThenReceiveWhatWasOutstanding() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        Receiver broken = client.receive(id);
        producer.send("x");
        broken.next();

        assertThat(await(danube.faults().resetStreams())).isEqualTo(1);
        assertThat(await(broken.end())).isEqualTo("broken");
        assertThat(await(client.health(Consumer, id))).isEqualTo(CLOSE);
        assertThat(client.receive(id).nextText()).isEqualTo("x");
    }

    @Test
    void cutsConnectionsThatClientsMayOpenAgainAtOnce() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(danube.faults().closeConnections());

        assertThat(await(receiver.end())).isEqualTo("broken");
        producer.send("the producer is still registered");
        assertThat(client.consume(TOPIC, "sub", EXCLUSIVE, "c").nextText()).contains("still registered");
    }

    @Test
    void deliversADuplicateOfEachOrderedDelivery() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(danube.faults().duplicate(TOPIC, "sub", 2));
        producer.sendMany(3);

        assertThat(receiver.nextOffsets(5)).containsExactly(0L, 0L, 1L, 1L, 2L);
        assertThat(stats("sub").redeliveries()).isZero();
    }

    @Test
    void leavesAGapOfTheOrderedLength() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.send("m0");
        receiver.next();
        await(danube.faults().skip(TOPIC, "sub", 3));
        producer.send("m1", "m2", "m3", "m4");

        assertThat(receiver.nextOffset()).isEqualTo(4);
        await(client.ack(TOPIC, "sub", 0));
        assertThat(stats("sub").cursor()).isEqualTo(3);
    }

    @Test
    void movesATopicSoThatEverybodyHasToComeAgain() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        Receiver before = client.receive(id);
        producer.sendMany(5);
        before.nextOffsets(5);
        for (long offset : new long[] {0, 1, 2, 4}) {
            await(client.ack(TOPIC, "sub", offset));
        }
        await(danube.faults().moveTopic(TOPIC));

        assertThat(await(before.end())).isEqualTo("OK");
        assertThat(await(client.health(Producer, producer.id()))).isEqualTo(CLOSE);
        assertThat(await(client.health(Consumer, id))).isEqualTo(CLOSE);
        assertThat(failure(producer.sendLater("old id")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(client.openStream(id)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        Receiver after = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        RawProducer again = client.reliableProducer(TOPIC);
        again.send("m5");
        assertThat(again.id()).isNotEqualTo(producer.id());
        assertThat(after.nextOffsets(3)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void refusesEverythingWhileATopicDrains() {
        RawProducer producer = client.reliableProducer(TOPIC);
        await(danube.faults().drainTopic(TOPIC));

        RpcFailure send = failure(producer.sendLater("x"));
        assertThat(send.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(send.text).contains("draining");
        assertThat(failure(client.createProducer(TOPIC, "p", RELIABLE)).status).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c")).status)
                .isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure(client.lookup(TOPIC)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        await(danube.faults().moveTopic(TOPIC));
        client.reliableProducer(TOPIC).send("x");
    }

    @Test
    void hidesAsManyNewMessagesAsTheCursorHadCountedWhenOffsetsAreLost() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver before = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(3);
        before.nextOffsets(3);
        for (long offset = 0; offset < 3; offset++) {
            await(client.ack(TOPIC, "sub", offset));
        }
        await(danube.faults().loseOffsets(TOPIC));

        Receiver old = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        Receiver fresh = client.consume(TOPIC, "new", EXCLUSIVE, "c");
        client.reliableProducer(TOPIC).sendMany(4);
        assertThat(fresh.nextOffsets(4)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(old.nextOffset()).isEqualTo(3);
    }

    @Test
    void startsOverWhenOffsetsAndCursorsAreLost() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", EXCLUSIVE, "c").close();
        producer.sendMany(3);
        await(danube.faults().loseOffsetsAndCursors(TOPIC));

        Receiver after = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        client.reliableProducer(TOPIC).send("again");
        assertThat(after.nextOffset()).isZero();
    }

    @Test
    void sendsClientsOfAMovedTopicToItsNewOwner() {
        client.reliableProducer(TOPIC);
        await(danube.faults().moveTopic(TOPIC, "http://127.0.0.1:7"));

        TopicLookupResponse answer = await(client.lookup(TOPIC));

        assertThat(answer.getResponseType()).isEqualTo(TopicLookupResponse.LookupType.Redirect);
        assertThat(answer.getConnectUrl()).isEqualTo("http://127.0.0.1:7");
        assertThat(answer.getBrokerUrl()).isEqualTo("http://127.0.0.1:7");
    }

    @Test
    void saysWhatIsWrongWithAnOrderThatCannotBeCarriedOut() {
        client.reliableProducer(TOPIC);

        assertThatThrownBy(() -> await(danube.faults().skip(TOPIC, "unknown", 1)))
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> await(danube.faults().moveTopic("/default/unknown")))
                .hasMessageContaining("/default/unknown");
    }
}
