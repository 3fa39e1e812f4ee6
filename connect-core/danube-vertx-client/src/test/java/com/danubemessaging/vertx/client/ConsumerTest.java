package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.TopicPartitionsResponse;
import com.danubemessaging.vertx.client.ConsumerEvent.Reason;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that end, break, are refused or forgotten, and what a consumer makes of it. */
@Timeout(30)
class ConsumerTest extends ScriptedTest {

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConsumerEvent> events = new LinkedBlockingQueue<>();

    @Override
    DanubeClientOptions options(String url) {
        return TestOptions.fast(url).setHealthInterval(Duration.ofMillis(50));
    }

    private PartitionConsumer open() throws Exception {
        Consumer consumer = consume(consumerOptions());
        consumer.handler(messages::add);
        PartitionConsumer part = consumer.partitions().get(0);
        part.eventHandler(events::add);
        return part;
    }

    private GrpcServerResponse<ReceiveRequest, StreamMessage> stream() throws InterruptedException {
        return broker.receive.take().response();
    }

    private static void deliver(GrpcServerResponse<ReceiveRequest, StreamMessage> stream, long offset) {
        ScriptedBroker.deliver(stream, TOPIC, offset);
    }

    @Test
    void deliversEveryFieldOfAMessage() throws Exception {
        open();
        stream()
                .write(ScriptedBroker.message(TOPIC, -2, "größe").toBuilder()
                        .putAttributes("a", "1")
                        .putAttributes("b", "")
                        .setSchemaId(-9)
                        .setSchemaVersion(0)
                        .setRoutingKey("")
                        .build());

        Message message = messages.take();

        assertThat(message.topic()).isEqualTo(TOPIC);
        assertThat(message.partitionTopic()).isEqualTo(TOPIC);
        assertThat(message.partition()).isEqualTo(-1);
        assertThat(message.payload().toString()).isEqualTo("größe");
        assertThat(message.attributes()).hasSize(2).containsEntry("a", "1").containsEntry("b", "");
        assertThat(message.schemaId()).isEqualTo(-9);
        assertThat(message.schemaVersion()).isZero();
        assertThat(message.routingKey()).isEmpty();
        assertThat(message.producerName()).isEqualTo("origin");
        assertThat(message.id())
                .isEqualTo(new MessageId(TOPIC, -2, -5, -1, 1_700_000_000_000L, "http://broker:6650"))
                .hasToString(TOPIC + "@18446744073709551614");
    }

    @Test
    void subscribesAgainAndGoesOnWhenTheBrokerEndsTheStream() throws Exception {
        open();
        var first = stream();
        deliver(first, 0);
        assertThat(messages.take().offset()).isZero();

        first.end();

        ConsumerEvent detached = events.take();
        assertThat(detached.type()).isEqualTo(ConsumerEvent.Type.DETACHED);
        assertThat(detached.reason()).isEqualTo(Reason.ENDED_OK);
        assertThat(events.take().type()).isEqualTo(ConsumerEvent.Type.ATTACHED);
        deliver(stream(), 1);
        assertThat(messages.take().offset()).isOne();
        assertThat(broker.subscribe.take(2)).extracting("consumerName").containsExactly("c", "c");
    }

    @Test
    void subscribesAgainAndGoesOnWhenTheStreamIsReset() throws Exception {
        open();

        stream().cancel();

        assertThat(events.take().reason()).isEqualTo(Reason.BROKEN);
        deliver(stream(), 7);
        assertThat(messages.take().offset()).isEqualTo(7);
    }

    @Test
    void subscribesAgainAndGoesOnWhenTheConnectionIsLost() throws Exception {
        open();
        stream();

        broker.dropConnections();

        assertThat(events.take().reason()).isEqualTo(Reason.BROKEN);
        deliver(stream(), 7);
        assertThat(messages.take().offset()).isEqualTo(7);
    }

    @Test
    void endsTheStreamWithItsStatusWhenTheBrokerFailsIt() throws Exception {
        open();

        stream().status(GrpcStatus.UNAVAILABLE).statusMessage("going down").end();

        ConsumerEvent event = events.take();
        assertThat(event.reason()).isEqualTo(Reason.BROKEN);
        assertThat(event.text()).contains("going down");
    }

    @Test
    void subscribesAgainWhenTheBrokerDoesNotKnowTheConsumerOnReceive() throws Exception {
        broker.receive.then(status(GrpcStatus.NOT_FOUND, "consumer not found"));

        open();

        assertThat(broker.subscribe.take(2)).hasSize(2);
        List<ReceiveRequest> opened = broker.receive.take(2);
        assertThat(opened).extracting(ReceiveRequest::getConsumerId).containsExactly(101L, 102L);
    }

    @Test
    void subscribesAgainOnceWhenTheHealthCheckSaysClose() throws Exception {
        broker.health.always(answer(request -> HealthCheckResponse.newBuilder()
                .setStatus(request.getId() == 101 ? ClientStatus.CLOSE : ClientStatus.OK)
                .build()));
        open();

        int asked = 0;
        while (asked < 5) {
            var check = broker.health.take().request();
            assertThat(check.getClient()).isEqualTo(ClientType.Consumer);
            asked += check.getId() == 102 ? 1 : 0;
        }

        assertThat(broker.subscribe.waiting()).as("subscriptions").isEqualTo(2);
    }

    @Test
    void worksWithIdsThatLookNegative() throws Exception {
        broker.subscribe.always(answer(request -> ConsumerResponse.newBuilder()
                .setConsumerId(-1)
                .setConsumerName(request.getConsumerName())
                .build()));
        PartitionConsumer part = open();

        var opened = broker.receive.take();
        deliver(opened.response(), Long.MIN_VALUE);
        deliver(opened.response(), -1);
        Future<Void> highest = part.ack(firstAndThen(part));

        assertThat(opened.request().getConsumerId()).isEqualTo(-1);
        highest.await(10, SECONDS);
        assertThat(broker.ack.take(2))
                .extracting(ack -> ack.getMsgId().getTopicOffset())
                .containsExactly(Long.MIN_VALUE, -1L);
        assertThat(broker.health.take().request().getId()).isEqualTo(-1);
    }

    private Message firstAndThen(PartitionConsumer part) throws InterruptedException {
        Message first = messages.take();
        Message second = messages.take();
        part.ack(first);
        return second;
    }

    @Test
    void twoClientsWithOneNameDoNotStealTheStreamInATightLoop() throws Exception {
        broker.receive.always((request, response) -> response.writeHead().onComplete(v -> response.end()));

        open();

        long first = broker.receive.take().nanoTime();
        for (int i = 0; i < 4; i++) {
            broker.receive.take();
        }
        long sixth = broker.receive.take().nanoTime();
        assertThat((sixth - first) / 1e6).as("milliseconds for five streams").isGreaterThan(150);
    }

    @Test
    void deliversOnlyWhatIsAskedForWhilePaused() throws Exception {
        PartitionConsumer part = open();
        part.pause();
        client.checkConnection().await(10, SECONDS);
        var stream = stream();
        for (int i = 0; i < 6; i++) {
            deliver(stream, i);
        }

        part.fetch(2);
        assertThat(messages.take().offset()).isZero();
        assertThat(messages.take().offset()).isOne();
        client.checkConnection().await(10, SECONDS);
        assertThat(messages).isEmpty();

        part.resume();
        for (int i = 2; i < 6; i++) {
            assertThat(messages.take().offset()).isEqualTo(i);
        }
    }

    @Test
    void keepsMessagesUntilSomebodyListens() throws Exception {
        Consumer consumer = consume(consumerOptions());
        deliver(stream(), 0);
        client.checkConnection().await(10, SECONDS);

        consumer.handler(messages::add);

        assertThat(messages.take().offset()).isZero();
    }

    @Test
    void staysAwayWhileDetachedAndComesBackWhenAttached() throws Exception {
        PartitionConsumer part = open();
        stream();

        part.detach().await(10, SECONDS);
        assertThat(events.take().reason()).isEqualTo(Reason.CLOSED);
        assertThat(part.isAttached()).isFalse();
        client.checkConnection().await(10, SECONDS);
        assertThat(broker.receive.waiting()).isZero();

        part.attach().await(10, SECONDS);
        assertThat(events.take().type()).isEqualTo(ConsumerEvent.Type.ATTACHED);
        deliver(stream(), 3);
        assertThat(messages.take().offset()).isEqualTo(3);
    }

    @Test
    void staysAwayWhenToldSoAtTheEndOfAStream() throws Exception {
        PartitionConsumer part = open();
        part.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.DETACHED) {
                part.detach();
            }
            events.add(event);
        });

        stream().end();

        assertThat(events.take().reason()).isEqualTo(Reason.ENDED_OK);
        client.checkConnection().await(10, SECONDS);
        part.attach().await(10, SECONDS);
        assertThat(broker.subscribe.take(2)).hasSize(2);
        assertThat(broker.subscribe.waiting()).isZero();
    }

    @Test
    void detachingEndsAnAttemptToAttach() throws Exception {
        PartitionConsumer part = open();
        part.detach().await(10, SECONDS);
        broker.subscribe.always(status(GrpcStatus.UNAVAILABLE, "moving"));
        Future<Void> attaching = part.attach();

        part.detach().await(10, SECONDS);

        assertThat(Failures.of(attaching).kind()).isEqualTo(Kind.CLOSED);
    }

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
    void keepsTryingToComeBackWhateverTheBrokerSays() throws Exception {
        open();
        broker.subscribe.then(
                status(GrpcStatus.PERMISSION_DENIED, "no binding grants Consume"),
                status(GrpcStatus.NOT_FOUND, "topic not found"));

        stream().end();
        deliver(stream(), 4);

        assertThat(messages.take().offset()).isEqualTo(4);
    }

    @Test
    void failsForASubscriptionThatBelongsToAnotherName() throws Exception {
        broker.subscribe.always(status(GrpcStatus.PERMISSION_DENIED, "exclusive consumer exists"));

        DanubeException failure = Failures.of(client.subscribe(consumerOptions()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("first consumer name");
    }

    @Test
    void outlivesAHandlerThatThrows() throws Exception {
        Consumer consumer = consume(consumerOptions());
        consumer.handler(message -> {
            messages.add(message);
            throw new IllegalArgumentException("for the test");
        });
        var stream = stream();

        deliver(stream, 0);
        deliver(stream, 1);

        assertThat(messages.take().offset()).isZero();
        assertThat(messages.take().offset()).isOne();
    }

    @Test
    void receivesLargeMessagesAmongSmallOnes() throws Exception {
        open();
        var stream = stream();
        byte[] large = new byte[4 * 1024 * 1024 - 1000];
        large[large.length - 1] = 42;

        deliver(stream, 0);
        stream.write(ScriptedBroker.message(TOPIC, 1, "").toBuilder()
                .setPayload(ByteString.copyFrom(large))
                .build());
        deliver(stream, 2);

        messages.take();
        assertThat(messages.take().payload().getBytes()).isEqualTo(large);
        assertThat(messages.take().offset()).isEqualTo(2);
    }

    @Test
    void leavesAStreamWithAMessageOverTheLimit() throws Exception {
        open();

        stream()
                .write(ScriptedBroker.message(TOPIC, 0, "").toBuilder()
                        .setPayload(ByteString.copyFrom(new byte[5 * 1024 * 1024]))
                        .build());

        ConsumerEvent event = events.take();
        assertThat(event.reason()).isEqualTo(Reason.BROKEN);
        assertThat(event.text()).contains("more than the limit");
    }
}
