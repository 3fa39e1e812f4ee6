package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Consumer;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Producer;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.CLOSE;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.HealthCheckGrpcClient;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.admin.SubscriptionRequest;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import com.danubemessaging.proto.admin.TopicRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.awaitility.Awaitility;

class LifeConformanceTest extends ConformanceTest {

    @Case(95)
    void aHealthCheckKnowsWhoIsThere() {
        RawProducer producer = reliable();
        long consumer = await(client.subscribe(topic, "sub", SHARED, "consumer"));
        Receiver receiver = client.receive(consumer);
        assertThat(await(client.health(Producer, producer.id()))).isEqualTo(OK);
        assertThat(await(client.health(Consumer, consumer))).isEqualTo(OK);
        assertThat(await(client.health(Producer, 12345))).isEqualTo(CLOSE);
        assertThat(await(client.health(Consumer, 12345))).isEqualTo(CLOSE);
        HealthCheckRequest unknown =
                HealthCheckRequest.newBuilder().setClientValue(7).setId(1).build();
        assertThat(failure(client.call(HealthCheckGrpcClient.HealthCheck, unknown)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        receiver.close();

        Awaitility.await().until(() -> await(client.health(Consumer, consumer)) == CLOSE);
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
        Awaitility.await().until(() -> await(client.health(Consumer, consumer)) == CLOSE);
        assertThat(failure(producer.sendLater("x")).status).isIn(GrpcStatus.PERMISSION_DENIED, GrpcStatus.NOT_FOUND);
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
        Awaitility.await().until(() -> await(client.health(Consumer, consumer)) == CLOSE);
        assertThat(await(admin().call(TopicAdminGrpcClient.Unsubscribe, request))
                        .getSuccess())
                .isTrue();
        producer.send("before");
        Receiver fresh = client.consume(topic, "sub", EXCLUSIVE, "somebody else");
        producer.send("after");

        assertThat(fresh.nextText()).isEqualTo("after");
    }
}
