package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.embedded.RpcFailure;
import com.danubemessaging.embedded.model.TopicLimits;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

class ProducerConformanceTest extends ConformanceTest {

    @Case(18)
    void aProducerCreatesItsTopic() {
        assertThat(reliable().id()).isNotZero();
        assertThat(await(client.partitions(topic))).containsExactly(topic);
    }

    @Case(19)
    void withoutAutomaticCreationAnUnknownTopicIsNotFound() {
        RawClient strict = target.clientOfA(options -> options.setAutoCreateTopics(false));
        RpcFailure refused =
                refusalUnlessTheBroker("creates topics by itself", () -> producer(strict, topic, "producer", RELIABLE));

        assertThat(refused.status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(20)
    void anUnknownNamespaceIsUnavailable() {
        String foreign = "/" + UUID.randomUUID() + "/topic";

        assertThat(failure(client.createProducer(foreign, "producer", RELIABLE)).status)
                .isEqualTo(GrpcStatus.UNAVAILABLE);
    }

    @Case(21)
    void theSameNameTwiceIsTheSameProducer() {
        RawProducer first = reliable();
        RawProducer second = reliable();
        first.send("one");
        second.send("two");

        assertThat(second.id()).isEqualTo(first.id());
    }

    @Case(22)
    void twoNamesAreTwoProducers() {
        assertThat(producer(topic, "a", RELIABLE).id())
                .isNotEqualTo(producer(topic, "b", RELIABLE).id());
    }

    @Case(23)
    void anotherDispatchModeThanTheTopicsIsRefused() {
        reliable();

        assertThat(failure(client.createProducer(topic, "other", NON_RELIABLE)).status)
                .isEqualTo(GrpcStatus.FAILED_PRECONDITION);
    }

    @Case(24)
    void aPlainTopicTakesNoPartitions() {
        reliable();

        assertThat(failure(client.createProducer(topic + "-part-0", "p", RELIABLE)).status)
                .isEqualTo(GrpcStatus.ALREADY_EXISTS);
    }

    @Case(25)
    void aPartitionedTopicIsNoPlainOne() {
        producer(topic + "-part-0", "p", RELIABLE);

        assertThat(failure(client.createProducer(topic, "p", RELIABLE)).status).isEqualTo(GrpcStatus.ALREADY_EXISTS);
    }

    @Case(26)
    void anUnknownDispatchModeIsAnInvalidArgument() {
        ProducerRequest request = ProducerRequest.newBuilder()
                .setTopicName(topic)
                .setProducerName("p")
                .setDispatchStrategyValue(9)
                .build();

        assertThat(failure(client.call(ProducerServiceGrpcClient.CreateProducer, request)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Case(27)
    void everyRequestIdIsEchoed() {
        RawProducer producer = reliable();
        for (long id : new long[] {0, 1, -1}) {
            assertThat(await(client.send(producer.message("x").setRequestId(id).build()))
                            .getRequestId())
                    .isEqualTo(id);
        }
    }

    @Case(28)
    void anUnknownProducerIsNotFound() {
        reliable();

        assertThat(failure(client.send(RawClient.message(12345, topic, "x").build())).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(29)
    void aProducerOfAnotherTopicIsDenied() {
        RawProducer producer = reliable();
        String other = newTopic();
        producer(other, "other", RELIABLE);
        RpcFailure refused =
                failure(client.send(RawClient.message(producer.id(), other, "x").build()));

        assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refused.text).contains("not attached");
    }

    @Case(30)
    void aPayloadOverThePolicyIsAnInvalidArgument() {
        int limit = 1024 * 1024;
        RawClient strict = target.clientOfA(options -> options.setTopicLimits(new TopicLimits(limit, 0, 0, 0, 0)));
        RawProducer producer = producer(strict, topic, "producer", RELIABLE);
        StreamMessage tooLarge = producer.message("")
                .setPayload(ByteString.copyFrom(new byte[limit + 1]))
                .build();
        RpcFailure refused = refusalUnlessTheBroker(
                "takes payloads of " + (limit + 1) + " bytes", () -> await(strict.send(tooLarge)));

        assertThat(refused.status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Case(31)
    void payloadsAndAttributesArriveUnchanged() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        byte[] large = new byte[1024 * 1024];
        large[large.length - 1] = 7;
        StreamMessage.Builder full = producer.message("").setPayload(ByteString.copyFrom(large));
        for (int i = 0; i < 50; i++) {
            full.putAttributes("schlüssel-" + i, "größe " + i + " 鍵");
        }
        await(client.send(producer.message("").build()));
        await(client.send(full.build()));

        assertThat(receiver.next().getPayload()).isEqualTo(ByteString.EMPTY);
        StreamMessage received = receiver.next();
        assertThat(received.getPayload()).isEqualTo(full.getPayload());
        assertThat(received.getAttributesMap()).isEqualTo(full.getAttributesMap());
    }

    @Case(32)
    void optionalFieldsStayAbsentOrPresent() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        await(client.send(producer.message("absent").build()));
        await(client.send(producer.message("present")
                .setRoutingKey("")
                .setSchemaId(0)
                .setSchemaVersion(0)
                .build()));

        StreamMessage absent = receiver.next();
        assertThat(absent.hasRoutingKey()).isFalse();
        assertThat(absent.hasSchemaId()).isFalse();
        assertThat(absent.hasSchemaVersion()).isFalse();
        StreamMessage present = receiver.next();
        assertThat(present.hasRoutingKey()).isTrue();
        assertThat(present.getRoutingKey()).isEmpty();
        assertThat(present.hasSchemaId()).isTrue();
        assertThat(present.getSchemaId()).isZero();
        assertThat(present.hasSchemaVersion()).isTrue();
        assertThat(present.getSchemaVersion()).isZero();
    }

    @Case(38)
    void sendsThatAreChainedPerKeyKeepTheOrderOfEachKey() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        Map<String, List<String>> sent = new HashMap<>();
        Map<String, List<String>> received = new HashMap<>();
        // In rounds, so that the consumer is never far behind.
        for (int round = 0; round < 10; round++) {
            List<Future<?>> chains = new ArrayList<>();
            for (int key = 0; key < 10; key++) {
                chains.add(chain(producer, "key-" + key, round * 10, sent));
            }
            await(Future.join(chains));
            for (StreamMessage message : takeAndAcknowledge(receiver, "sub", 100)) {
                received.computeIfAbsent(message.getRoutingKey(), key -> new ArrayList<>())
                        .add(message.getPayload().toStringUtf8());
            }
        }

        assertThat(received).hasSize(10).isEqualTo(sent);
    }

    /** Sends ten messages with one key, each when the one before it has been answered. */
    private Future<?> chain(RawProducer producer, String key, int first, Map<String, List<String>> sent) {
        Future<?> chain = Future.succeededFuture();
        for (int i = first; i < first + 10; i++) {
            String payload = key + " " + i;
            sent.computeIfAbsent(key, k -> new ArrayList<>()).add(payload);
            chain = chain.compose(before ->
                    client.send(producer.message(payload).setRoutingKey(key).build()));
        }
        return chain;
    }

    @Case(value = 38, differs = "H4")
    void sendsThatAreNotChainedAllArrive() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        List<String> sent = new ArrayList<>();
        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            sent.add("m" + i);
            sends.add(producer.sendLater("m" + i));
        }
        await(Future.join(sends));

        assertThat(takeAndAcknowledge(receiver, "sub", 1000))
                .extracting(message -> message.getPayload().toStringUtf8())
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    /** Brokers elsewhere have the settings that they have. */
    private static RpcFailure refusalUnlessTheBroker(String sentence, Runnable call) {
        try {
            call.run();
        } catch (RpcFailure refused) {
            return refused;
        }
        throw new TestAbortedException("this broker " + sentence);
    }
}
