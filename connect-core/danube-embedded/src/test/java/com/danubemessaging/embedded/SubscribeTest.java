package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ConsumerServiceGrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscribeTest extends BrokerTest {

    @Test
    void refusesAnUnknownTopicWithoutCreatingIt() {
        assertThat(failure(client.subscribe("/default/unknown", "sub", SHARED, "c")).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(await(danube.topics())).isEmpty();
    }

    @Test
    void refusesAnUnknownTypeWithoutLeavingASubscription() {
        client.reliableProducer(TOPIC);

        assertThat(failure(client.subscribeAs(9, TOPIC, "sub", "c")).status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(stats().subscriptions()).isEmpty();
    }

    @Test
    void refusesTheStreamOfAnUnknownConsumer() {
        assertThat(failure(client.openStream(4711)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void answersWithAPositiveIdTheNameAndTheRequestId() {
        client.reliableProducer(TOPIC);
        ConsumerResponse answer = await(client.call(
                ConsumerServiceGrpcClient.Subscribe,
                ConsumerRequest.newBuilder()
                        .setRequestId(-1)
                        .setTopicName(TOPIC)
                        .setSubscription("sub")
                        .setConsumerName("name")
                        .build()));

        assertThat(answer.getRequestId()).isEqualTo(-1);
        assertThat(answer.getConsumerName()).isEqualTo("name");
        assertThat(answer.getConsumerId()).isPositive();
    }

    @Test
    void keepsTheTypeOfTheFirstConsumer() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver one = client.consume(TOPIC, "sub", SHARED, "a");
        Receiver two = client.consume(TOPIC, "sub", EXCLUSIVE, "b");
        producer.sendMany(4);

        assertThat(stats("sub").type()).isEqualTo(SHARED);
        assertThat(one.nextOffsets(2)).containsExactly(0L, 2L);
        assertThat(two.nextOffsets(2)).containsExactly(1L, 3L);
    }

    @Test
    void treatsThePartitionsOfATopicAsTopicsOfTheirOwn() {
        List<RawProducer> producers =
                List.of(client.reliableProducer("/default/t-part-0"), client.reliableProducer("/default/t-part-1"));
        List<Receiver> receivers = List.of(
                client.consume("/default/t-part-0", "sub", EXCLUSIVE, "c"),
                client.consume("/default/t-part-1", "sub", EXCLUSIVE, "c"));
        producers.get(0).sendMany(12);
        producers.get(1).sendMany(12);

        assertThat(receivers).allSatisfy(receiver -> assertThat(receiver.nextOffsets(10))
                .as("each partition has its own offsets and its own window")
                .containsExactlyElementsOf(ExclusiveSubscriptionTest.offsets(0, 10)));
    }
}
