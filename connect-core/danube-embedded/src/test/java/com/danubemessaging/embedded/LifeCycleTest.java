package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifeCycleTest extends BrokerTest {

    @Test
    void keepsMessagesAndCursorsOverARestartButNoIds() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        Receiver before = client.receive(id);
        producer.sendMany(4);
        before.nextOffsets(4);
        await(client.ack(TOPIC, "sub", 0));
        await(client.ack(TOPIC, "sub", 2));
        int port = danube.port();
        await(danube.restart());

        assertThat(danube.port()).isEqualTo(port);
        assertThat(await(before.end())).isEqualTo("broken");
        RawClient after = newClient();
        assertThat(failure(after.send(producer.message("x").build())).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(after.openStream(id)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(stats("sub").type()).isNull();
        assertThat(stats("sub").backlog()).isEqualTo(3);
        assertThat(after.consume(TOPIC, "sub", EXCLUSIVE, "anybody").nextOffsets(3))
                .containsExactly(1L, 2L, 3L);
        RawProducer again = after.reliableProducer(TOPIC);
        assertThat(again.id()).isNotEqualTo(producer.id());
        again.send("m4");
        assertThat(stats().logEndOffset()).isEqualTo(5);
    }

    @Test
    void comesBackFromAnOutageWithEveryRegistration() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(danube.stopListening());

        assertThat(await(receiver.end())).isEqualTo("broken");
        assertThatThrownBy(() -> await(newClient().lookup(TOPIC))).isNotInstanceOf(RpcFailure.class);
        await(danube.stopListening());
        await(danube.resumeListening());
        await(danube.resumeListening());
        producer.send("still registered");
        assertThat(client.consume(TOPIC, "sub", EXCLUSIVE, "c").nextText()).isEqualTo("still registered");
    }

    @Test
    void refusesToUnsubscribeWhileAConsumerIsActive() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        assertThatThrownBy(() -> await(danube.unsubscribe(TOPIC, "sub"))).hasMessageContaining("active consumers");
        receiver.close();
        Awaitility.await().until(() -> stats("sub").activeConsumers().isEmpty());
        producer.send("gone with the subscription");
        await(danube.unsubscribe(TOPIC, "sub"));

        assertThat(stats().logBytes()).isZero();
        Receiver fresh = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.send("new");
        assertThat(fresh.nextText()).isEqualTo("new");
    }

    @Test
    void endsStreamsAndRefusesSendsWhenATopicIsDeleted() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(danube.deleteTopic(TOPIC));

        assertThat(await(receiver.end())).isEqualTo("OK");
        RpcFailure refused = failure(producer.sendLater("x"));
        assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refused.text).contains("not found in registry");
        assertThat(failure(client.lookup(TOPIC)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void failsToStartOnAPortThatIsTaken() {
        Vertx other = Vertx.vertx();
        try {
            assertThatThrownBy(() ->
                            await(EmbeddedDanube.start(other, new EmbeddedDanubeOptions().setPort(danube.port()))))
                    .hasMessageContaining("in use");
        } finally {
            await(other.close());
        }
    }

    @Test
    void livesBesideAnotherBrokerInTheSameVertx() {
        EmbeddedDanube other = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()));
        client.reliableProducer(TOPIC);

        assertThat(other.port()).isNotEqualTo(danube.port());
        assertThat(await(other.topics())).isEmpty();
        await(other.close());
        await(other.close());
        assertThat(await(danube.topics())).isEqualTo(List.of(TOPIC));
    }

    @Test
    void isClosedWithItsVertxAndSaysSo() {
        Vertx other = Vertx.vertx();
        EmbeddedDanube guest = await(EmbeddedDanube.start(other, new EmbeddedDanubeOptions()));
        await(other.close());

        await(guest.close());
        assertThatThrownBy(() -> await(guest.topics())).hasMessageContaining("closed");
    }

    @Test
    void failsToLookIntoABrokerThatWasClosed() {
        await(danube.close());

        assertThatThrownBy(() -> await(danube.topics())).hasMessageContaining("stopped");
    }

    @Test
    void createsTopicsOfAnyNamespaceWhenToldTo() {
        EmbeddedDanube other = await(EmbeddedDanube.start(
                vertx, new EmbeddedDanubeOptions().setAutoCreateNamespaces(true).addNamespace("known")));
        RawClient otherClient = new RawClient(vertx, other.port());

        assertThat(await(otherClient.createProducer("/known/a", "p", RELIABLE))).isPositive();
        assertThat(await(otherClient.createProducer("/unknown/a", "p", RELIABLE)))
                .isPositive();
        await(other.close());
    }
}
