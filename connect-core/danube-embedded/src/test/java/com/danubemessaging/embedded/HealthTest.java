package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Consumer;
import static com.danubemessaging.proto.HealthCheckRequest.ClientType.Producer;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.CLOSE;
import static com.danubemessaging.proto.HealthCheckResponse.ClientStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.HealthCheckGrpcClient;
import com.danubemessaging.proto.HealthCheckRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HealthTest extends BrokerTest {

    @Test
    void knowsProducersAndConsumersThatAreThere() {
        RawProducer producer = client.reliableProducer(TOPIC);
        long consumer = await(client.subscribe(TOPIC, "sub", SHARED, "c"));
        assertThat(await(client.health(Consumer, consumer)))
                .as("active from Subscribe on")
                .isEqualTo(OK);
        client.receive(consumer);

        assertThat(await(client.health(Producer, producer.id()))).isEqualTo(OK);
        assertThat(await(client.health(Consumer, consumer))).isEqualTo(OK);
    }

    @Test
    void saysCloseToIdsThatItDoesNotKnow() {
        assertThat(await(client.health(Producer, 1))).isEqualTo(CLOSE);
        assertThat(await(client.health(Consumer, -1))).isEqualTo(CLOSE);
    }

    @Test
    void saysCloseToAConsumerWhoseStreamHasGone() {
        client.reliableProducer(TOPIC);
        long consumer = await(client.subscribe(TOPIC, "sub", SHARED, "c"));
        client.receive(consumer).close();

        Awaitility.await().until(() -> await(client.health(Consumer, consumer)) == CLOSE);
        await(client.subscribe(TOPIC, "sub", SHARED, "c"));
        assertThat(await(client.health(Consumer, consumer))).isEqualTo(OK);
    }

    @Test
    void noticesAConsumerWhoseConnectionHasGone() {
        client.reliableProducer(TOPIC);
        RawClient doomed = newClient();
        long consumer = await(doomed.subscribe(TOPIC, "sub", SHARED, "c"));
        doomed.receive(consumer);
        await(doomed.close());

        Awaitility.await().until(() -> await(client.health(Consumer, consumer)) == CLOSE);
    }

    @Test
    void refusesAnUnknownClientType() {
        HealthCheckRequest request =
                HealthCheckRequest.newBuilder().setClientValue(7).setId(1).build();

        assertThat(failure(client.call(HealthCheckGrpcClient.HealthCheck, request)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }
}
