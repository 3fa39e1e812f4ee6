package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Order, bounds and routing of what is sent. */
@Timeout(30)
class SendingTest extends ScriptedTest {

    @Test
    void refusesAMessageOverTheBrokersLimitWithoutSendingIt() throws Exception {
        Producer producer = produce(producerOptions());
        int limit = 4 * 1024 * 1024 - 4 * 1024;

        DanubeException failure = Failures.of(producer.send(OutgoingMessage.of(Buffer.buffer(new byte[limit]))));

        assertThat(failure.kind()).isEqualTo(Kind.RECORD);
        assertThat(failure).hasMessageContaining(String.valueOf(limit)).hasMessageContaining("bytes");
        assertThat(broker.send.waiting()).isZero();
    }

    @Test
    void sendsAMessageJustUnderTheLimit() throws Exception {
        Producer producer = produce(producerOptions());

        producer.send(OutgoingMessage.of(Buffer.buffer(new byte[4 * 1024 * 1024 - 5 * 1024])))
                .await(10, SECONDS);

        assertThat(broker.send.take().request().getPayload().size()).isEqualTo(4 * 1024 * 1024 - 5 * 1024);
    }

    @Test
    void startsAtPartitionZeroAndTakesPartitionsInTurnWithoutAKey() throws Exception {
        Producer producer = produce(producerOptions().setPartitions(3));

        for (int i = 0; i < 7; i++) {
            producer.send(OutgoingMessage.of("m")).await(10, SECONDS);
        }

        assertThat(broker.send.take(7))
                .extracting(message -> message.getMsgId().getTopicName().replace(TOPIC + "-part-", ""))
                .containsExactly("0", "1", "2", "0", "1", "2", "0");
    }

    @ParameterizedTest
    @CsvSource({"a,2,0", "order-123,5,3", "user-1,3,2", "payment,16,1", "keyA,16,7", "größe,16,10", "'',16,5"})
    void sendsAKeyToThePartitionThatAllClientsAgreeOn(String key, int partitions, int expected) throws Exception {
        Producer producer = produce(producerOptions().setPartitions(partitions));

        producer.send(OutgoingMessage.of("m").withRoutingKey(key)).await(10, SECONDS);

        assertThat(producer.partitionFor(key)).isEqualTo(expected);
        StreamMessage sent = broker.send.take().request();
        assertThat(sent.getMsgId().getTopicName()).isEqualTo(TOPIC + "-part-" + expected);
        assertThat(sent.getProducerName()).isEqualTo("p-" + expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ordering.class,
            names = {"KEY", "PARTITION"})
    void keepsTheOrderOfEveryLaneThroughFailuresAndSlowAnswers(Ordering ordering) throws Exception {
        Producer producer =
                produce(producerOptions().setOrdering(ordering).setPartitions(3).setMaxInFlightRecords(1000));
        Random random = new Random(7);
        Set<String> busy = ConcurrentHashMap.newKeySet();
        List<String> overlaps = new ArrayList<>();
        ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
        broker.send.always((request, response) -> {
            String lane = ordering == Ordering.KEY
                    ? request.getRoutingKey()
                    : request.getMsgId().getTopicName();
            if (!busy.add(lane)) {
                overlaps.add(lane);
            }
            boolean refuse = random.nextInt(4) == 0;
            vertx.setTimer(1 + random.nextInt(5), id -> {
                busy.remove(lane);
                if (refuse) {
                    response.status(GrpcStatus.UNAVAILABLE).end();
                } else {
                    accepted.add(lane + "/" + request.getPayload().toStringUtf8());
                    response.end(MessageResponse.getDefaultInstance());
                }
            });
        });

        List<Future<Void>> sends = IntStream.range(0, 300)
                .mapToObj(i -> producer.send(OutgoingMessage.of("" + i).withRoutingKey("key-" + i % 11)))
                .toList();
        Future.all(sends).await(25, SECONDS);

        assertThat(overlaps).as("lanes with two calls in flight").isEmpty();
        Map<String, List<Integer>> byLane = accepted.stream()
                .map(entry -> entry.split("/(?=[0-9]+$)"))
                .collect(Collectors.groupingBy(
                        parts -> parts[0],
                        Collectors.mapping(parts -> Integer.valueOf(parts[1]), Collectors.toList())));
        assertThat(byLane.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(accepted).hasSize(300);
    }

    @Test
    void differentLanesDoNotWaitForEachOther() throws Exception {
        Producer producer = produce(producerOptions());
        broker.send.then(Script.silence());
        Future<Void> stuck = producer.send(OutgoingMessage.of("m").withRoutingKey("stuck"));

        producer.send(OutgoingMessage.of("m").withRoutingKey("free")).await(10, SECONDS);

        assertThat(stuck.isComplete()).isFalse();
    }

    @Test
    void sendsEverythingAtOnceWithoutOrder() throws Exception {
        Producer producer = produce(producerOptions().setOrdering(Ordering.NONE));
        broker.send.always(Script.silence());

        for (int i = 0; i < 20; i++) {
            producer.send(OutgoingMessage.of("m").withRoutingKey("k"));
        }

        assertThat(broker.send.take(20)).hasSize(20);
    }

    @Test
    void refusesRecordsOverTheBoundAndTellsWhenThereIsRoomAgain() throws Exception {
        ConcurrentLinkedQueue<GrpcServerResponse<StreamMessage, MessageResponse>> open = new ConcurrentLinkedQueue<>();
        broker.send.always((request, response) -> open.add(response));
        Producer producer = produce(producerOptions().setOrdering(Ordering.NONE).setMaxInFlightRecords(4));
        CountDownLatch drained = new CountDownLatch(1);
        producer.drainHandler(v -> drained.countDown());
        List<Future<Void>> sends = IntStream.range(0, 4)
                .mapToObj(i -> producer.send(OutgoingMessage.of("m")))
                .toList();
        broker.send.take(4);

        DanubeException failure = Failures.of(producer.send(OutgoingMessage.of("one too many")));
        boolean fullBefore = producer.writeQueueFull();
        broker.send.always(answer(request -> MessageResponse.getDefaultInstance()));
        open.forEach(response -> response.end(MessageResponse.getDefaultInstance()));
        Future.all(sends).await(10, SECONDS);

        assertThat(failure.kind()).isEqualTo(Kind.BACKPRESSURE);
        assertThat(fullBefore).isTrue();
        assertThat(drained.await(10, SECONDS)).isTrue();
        assertThat(producer.writeQueueFull()).isFalse();
        producer.send(OutgoingMessage.of("fits")).await(10, SECONDS);
    }

    @Test
    void boundsBytesAsWellAsRecords() throws Exception {
        broker.send.always(Script.silence());
        Producer producer = produce(producerOptions().setMaxInFlightBytes(1000));

        producer.send(OutgoingMessage.of(Buffer.buffer(new byte[1000])));

        assertThat(Failures.of(producer.send(OutgoingMessage.of("m"))).kind()).isEqualTo(Kind.BACKPRESSURE);
    }
}
