package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.TopicPartitionsResponse;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first way to a stream: topics that are not there yet, refusals, names. */
@Timeout(30)
class SubscribingTest extends ConsumingTest {

    @Test
    void takesTheNextNameFromTheSupplierAtEachSubscribe() throws Exception {
        int[] number = {0};
        Consumer consumer = consume(consumerOptions()
                .setType(SubscriptionType.KEY_SHARED)
                .setKeyFilters(List.of("a*"))
                .setConsumerNameSupplier(() -> "c" + number[0]++));
        PartitionConsumer part = consumer.partitions().get(0);

        part.detach().await(10, SECONDS);
        part.attach().await(10, SECONDS);

        var requests = broker.subscribe.take(2);
        assertThat(requests).extracting("consumerName").containsExactly("c0", "c1");
        assertThat(requests.get(0).getKeyFiltersList()).containsExactly("a*");
    }

    @Test
    void waitsForATopicUntilTheNumberOfItsPartitionsHasSettled() throws Exception {
        broker.partitions.then(answer(request -> TopicPartitionsResponse.getDefaultInstance()));
        broker.partitions.then(answer(request -> listed(TOPIC + "-part-0")));
        broker.partitions.always(answer(request -> listed(TOPIC + "-part-0", TOPIC + "-part-1")));

        Consumer consumer = consume(consumerOptions());

        assertThat(consumer.partitions())
                .extracting(PartitionConsumer::topic)
                .containsExactly(TOPIC + "-part-0", TOPIC + "-part-1");
        assertThat(consumer.partitions()).extracting(PartitionConsumer::index).containsExactly(0, 1);
    }

    private static TopicPartitionsResponse listed(String... names) {
        return TopicPartitionsResponse.newBuilder()
                .addAllPartitions(List.of(names))
                .build();
    }

    @Test
    void failsForATopicThatDoesNotExistWhenToldNotToWait() throws Exception {
        broker.partitions.always(answer(request -> TopicPartitionsResponse.getDefaultInstance()));

        DanubeException failure = Failures.of(client.subscribe(consumerOptions().setWaitForTopic(false)));

        assertThat(failure.kind()).isEqualTo(Kind.TOPIC_NOT_FOUND);
    }

    @Test
    void closingEndsTheWaitForATopic() throws Exception {
        broker.partitions.always(answer(request -> TopicPartitionsResponse.getDefaultInstance()));
        Future<Consumer> subscribing = client.subscribe(consumerOptions());
        broker.partitions.take();

        client.close().await(10, SECONDS);

        assertThat(Failures.of(subscribing).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void closingEndsTheWaitForABroker() throws Exception {
        broker.subscribe.always(status(GrpcStatus.UNAVAILABLE, "moving"));
        Future<Consumer> subscribing = client.subscribe(consumerOptions());
        broker.subscribe.take();

        client.close().await(10, SECONDS);

        assertThat(Failures.of(subscribing).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void failsForASubscriptionThatBelongsToAnotherName() throws Exception {
        broker.subscribe.always(status(GrpcStatus.PERMISSION_DENIED, "exclusive consumer exists"));

        DanubeException failure = Failures.of(client.subscribe(consumerOptions()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("first consumer name");
    }

    @Test
    void subscribesEvenIfWhatIsDoneBeforeFails() throws Exception {
        List<String> prepared = new CopyOnWriteArrayList<>();
        broker.subscribe.then(status(GrpcStatus.UNAVAILABLE, "moving"));

        consume(consumerOptions().setBeforeSubscribe(topic -> {
            prepared.add(topic + " " + broker.subscribe.waiting());
            return Future.failedFuture("the admin port is away");
        }));

        assertThat(prepared)
                .as("before each Subscribe, the repeated one too")
                .containsExactly(TOPIC + " 0", TOPIC + " 1");
    }

    @Test
    void doesNotSubscribeForAConsumerThatLeftMeanwhile() throws Exception {
        Promise<Void> slow = Promise.promise();
        Promise<Void> asked = Promise.promise();
        Future<Consumer> subscribing = client.subscribe(consumerOptions().setBeforeSubscribe(topic -> {
            asked.tryComplete();
            return slow.future();
        }));
        asked.future().await(10, SECONDS);

        client.close().await(10, SECONDS);
        slow.complete();

        assertThat(Failures.of(subscribing).kind()).isEqualTo(Kind.CLOSED);
        assertThat(broker.subscribe.waiting()).isZero();
    }
}
