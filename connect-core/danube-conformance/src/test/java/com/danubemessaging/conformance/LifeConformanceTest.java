package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.CLOSE;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.HealthCheckGrpcClient;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.admin.SubscriptionRequest;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import com.danubemessaging.proto.admin.TopicRequest;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

class LifeConformanceTest extends ConformanceTest {

    /** Clients look after their health every five seconds. */
    private static final Duration RECOVERY = Duration.ofSeconds(40);

    @Case(95)
    void aHealthCheckKnowsWhoIsThere() {
        RawProducer producer = reliable();
        long consumer = await(client.subscribe(topic, "sub", SHARED, "consumer"));
        Receiver receiver = client.receive(consumer);
        assertThat(await(client.health(ClientType.Producer, producer.id()))).isEqualTo(OK);
        assertThat(await(client.health(ClientType.Consumer, consumer))).isEqualTo(OK);
        assertThat(await(client.health(ClientType.Producer, 12345))).isEqualTo(CLOSE);
        assertThat(await(client.health(ClientType.Consumer, 12345))).isEqualTo(CLOSE);
        HealthCheckRequest unknown =
                HealthCheckRequest.newBuilder().setClientValue(7).setId(1).build();
        assertThat(failure(client.call(HealthCheckGrpcClient.HealthCheck, unknown)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        receiver.close();

        Awaitility.await().until(() -> await(client.health(ClientType.Consumer, consumer)) == CLOSE);
    }

    @Case(97)
    void aDeletedTopicEndsItsStreamsAndRefusesItsProducers() {
        RawProducer producer = reliable();
        long consumer = await(client.subscribe(topic, "sub", SHARED, "consumer"));
        Receiver receiver = client.receive(consumer);
        await(admin().call(
                        TopicAdminGrpcClient.DeleteTopic,
                        TopicRequest.newBuilder().setName(topic).build()));

        assertThat(await(receiver.end())).isEqualTo("OK");
        Awaitility.await().until(() -> await(client.health(ClientType.Consumer, consumer)) == CLOSE);
        assertThat(failure(producer.sendLater("x")).status).isIn(GrpcStatus.PERMISSION_DENIED, GrpcStatus.NOT_FOUND);
    }

    @Case(97)
    void ourClientRecoversFromADeletedTopic() throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        DanubeClient danube = target.danubeClient();
        Producer producer = await(danube.createProducer(new ProducerOptions(topic, "p")));
        Consumer consumer = await(danube.subscribe(new ConsumerOptions(topic, "s", "c")));
        consumer.handler(message -> {
            received.add(message.payload().toString());
            consumer.ack(message);
        });
        await(producer.send(OutgoingMessage.of("before")));
        Awaitility.await().until(() -> received.contains("before"));
        await(admin().call(
                        TopicAdminGrpcClient.DeleteTopic,
                        TopicRequest.newBuilder().setName(topic).build()));

        // The subscription is a new one, to which only what comes later belongs.
        Awaitility.await().atMost(RECOVERY).pollInterval(Duration.ofMillis(500)).until(() -> {
            producer.send(OutgoingMessage.of("after")).await(30, TimeUnit.SECONDS);
            return received.contains("after");
        });
    }

    @Case(98)
    void aSubscriptionIsRemovedWhenNobodyUsesIt() {
        RawProducer producer = reliable();
        long consumer = await(client.subscribe(topic, "sub", EXCLUSIVE, "consumer"));
        Receiver receiver = client.receive(consumer);
        SubscriptionRequest request = SubscriptionRequest.newBuilder()
                .setTopic(topic)
                .setSubscription("sub")
                .build();
        assertThat(failure(admin().call(TopicAdminGrpcClient.Unsubscribe, request)).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        receiver.close();
        Awaitility.await().until(() -> await(client.health(ClientType.Consumer, consumer)) == CLOSE);
        assertThat(await(admin().call(TopicAdminGrpcClient.Unsubscribe, request))
                        .getSuccess())
                .isTrue();
        producer.send("before");
        Receiver fresh = client.consume(topic, "sub", EXCLUSIVE, "somebody else");
        producer.send("after");

        assertThat(fresh.nextText()).isEqualTo("after");
    }
}
