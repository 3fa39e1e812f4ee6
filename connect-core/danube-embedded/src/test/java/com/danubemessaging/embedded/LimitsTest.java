package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.TopicLimits;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;

class LimitsTest extends BrokerTest {

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setTopicLimits(new TopicLimits(100, 2, 2, 3, 2)).setAutoCreateTopics(false);
        options.setMemoryLimitBytes(1_000);
    }

    @Test
    void doesNotCreateATopicWhenAutomaticCreationIsOff() {
        assertThat(failure(client.createProducer(TOPIC, "p", RELIABLE)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        await(danube.createTopic(TOPIC, RELIABLE));
        assertThat(await(client.createProducer(TOPIC, "p", RELIABLE))).isPositive();
    }

    @Test
    void refusesAPayloadOverThePolicy() {
        await(danube.createTopic(TOPIC, RELIABLE));
        RawProducer producer = client.reliableProducer(TOPIC);
        producer.send("x".repeat(100));

        assertThat(failure(producer.sendLater("x".repeat(101))).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void refusesOneProducerTooMany() {
        await(danube.createTopic(TOPIC, RELIABLE));
        await(client.createProducer(TOPIC, "a", RELIABLE));
        await(client.createProducer(TOPIC, "b", RELIABLE));

        assertThat(failure(client.createProducer(TOPIC, "c", RELIABLE)).status)
                .isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
        assertThat(await(client.createProducer(TOPIC, "a", RELIABLE))).isPositive();
    }

    @Test
    void refusesOneConsumerOfASubscriptionTooMany() {
        await(danube.createTopic(TOPIC, RELIABLE));
        await(client.subscribe(TOPIC, "sub", SHARED, "a"));
        await(client.subscribe(TOPIC, "sub", SHARED, "b"));

        assertThat(failure(client.subscribe(TOPIC, "sub", SHARED, "c")).status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @Test
    void refusesOneSubscriptionTooMany() {
        await(danube.createTopic(TOPIC, RELIABLE));
        await(client.subscribe(TOPIC, "one", SHARED, "a"));
        await(client.subscribe(TOPIC, "two", SHARED, "a"));

        assertThat(failure(client.subscribe(TOPIC, "three", SHARED, "a")).status)
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @Test
    void refusesAMessageThatDoesNotFitIntoMemoryUntilThereIsRoomAgain() {
        await(danube.createTopic(TOPIC, RELIABLE));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        String payload = "x".repeat(100);
        int accepted = 0;
        RpcFailure refused = null;
        while (refused == null) {
            assertThat(accepted).as("messages accepted").isLessThan(10);
            try {
                producer.send(payload);
                accepted++;
            } catch (RpcFailure full) {
                refused = full;
            }
        }

        assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refused.text).contains("storage full");
        assertThat(accepted).isPositive();
        await(client.ack(receiver.next(), "sub"));
        producer.send(payload);
    }
}
