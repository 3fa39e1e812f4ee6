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
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
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
        Future<Long> created = strict.createProducer(topic, "producer", RELIABLE);
        RpcFailure refused = refusalUnlessTheBroker("creates topics by itself", created);

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
        Future<MessageResponse> sent = strict.send(producer.message("")
                .setPayload(ByteString.copyFrom(new byte[limit + 1]))
                .build());

        assertThat(refusalUnlessTheBroker("takes payloads of " + (limit + 1) + " bytes", sent).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
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
        await(client.send(producer.message("present").setRoutingKey("").build()));

        StreamMessage absent = receiver.next();
        assertThat(absent.hasRoutingKey()).isFalse();
        assertThat(absent.hasSchemaId()).isFalse();
        assertThat(absent.hasSchemaVersion()).isFalse();
        assertThat(receiver.next().hasRoutingKey()).isTrue();
    }

    @Case(38)
    void chainedSendsKeepTheirOrder() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", EXCLUSIVE, "consumer");
        for (int i = 0; i < 200; i++) {
            producer.send("m" + i);
            StreamMessage received = receiver.next();
            assertThat(received.getPayload().toStringUtf8()).isEqualTo("m" + i);
            await(client.ack(received, "sub"));
        }
    }

    /** Brokers elsewhere have the settings that they have. */
    private static RpcFailure refusalUnlessTheBroker(String sentence, Future<?> call) {
        try {
            await(call);
        } catch (RpcFailure refused) {
            return refused;
        }
        throw new TestAbortedException("this broker " + sentence);
    }
}
