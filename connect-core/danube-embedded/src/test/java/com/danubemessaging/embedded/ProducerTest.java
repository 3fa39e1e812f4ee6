package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.SchemaReference;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerTest extends BrokerTest {

    private static final long UNKNOWN_ID = 4711;

    @Test
    void refusesAnUnknownNamespaceAsUnavailable() {
        RpcFailure refused = failure(client.createProducer("/nowhere/topic", "p", RELIABLE));

        assertThat(refused.status).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(refused.text).contains("nowhere");
    }

    @Test
    void refusesAProducerThatAsksForAnotherDispatchMode() {
        client.reliableProducer(TOPIC);

        assertThat(failure(client.createProducer(TOPIC, "other", NON_RELIABLE)).status)
                .isEqualTo(GrpcStatus.FAILED_PRECONDITION);
    }

    @Test
    void refusesAnUnknownDispatchModeOnANewTopic() {
        ProducerRequest request = ProducerRequest.newBuilder()
                .setTopicName(TOPIC)
                .setProducerName("p")
                .setDispatchStrategyValue(7)
                .build();

        assertThat(failure(client.call(ProducerServiceGrpcClient.CreateProducer, request)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(await(danube.topics())).isEmpty();
    }

    @Test
    void refusesASchemaSubjectThatNobodyRegistered() {
        ProducerRequest request = ProducerRequest.newBuilder()
                .setTopicName(TOPIC)
                .setProducerName("p")
                .setSchemaRef(SchemaReference.newBuilder().setSubject("orders"))
                .build();

        RpcFailure refused = failure(client.call(ProducerServiceGrpcClient.CreateProducer, request));
        assertThat(refused.status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(refused.text).contains("orders").contains("not found");
    }

    @Test
    void refusesAPartitionOfAPlainTopicAndAPlainTopicOverPartitions() {
        client.reliableProducer("/default/plain");
        client.reliableProducer("/default/parted-part-0");

        assertThat(failure(client.createProducer("/default/plain-part-0", "p", RELIABLE)).status)
                .isEqualTo(GrpcStatus.ALREADY_EXISTS);
        assertThat(failure(client.createProducer("/default/parted", "p", RELIABLE)).status)
                .isEqualTo(GrpcStatus.ALREADY_EXISTS);
    }

    @Test
    void createsATopicWhoseNameIsThePrefixOfAnother() {
        client.reliableProducer("/default/orders-dlq");

        assertThat(await(client.createProducer("/default/orders", "p", RELIABLE)))
                .isPositive();
    }

    @Test
    void givesTheSameNameTheSameIdAndAnotherNameAnother() {
        long first = await(client.createProducer(TOPIC, "name", RELIABLE));
        long again = await(newClient().createProducer(TOPIC, "name", RELIABLE));
        long other = await(client.createProducer(TOPIC, "other", RELIABLE));

        assertThat(again).isEqualTo(first).isPositive();
        assertThat(other).isNotEqualTo(first).isPositive();
        await(client.send(RawClient.message(first, TOPIC, "x").build()));
        await(newClient().send(RawClient.message(first, TOPIC, "y").build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE, -1})
    void echoesTheRequestIdWhateverItIs(long requestId) {
        RawProducer producer = client.reliableProducer(TOPIC);

        assertThat(await(client.send(
                                producer.message("x").setRequestId(requestId).build()))
                        .getRequestId())
                .isEqualTo(requestId);
    }

    @Test
    void refusesMessagesOfUnknownProducersAndToOtherTopics() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.reliableProducer("/default/other");

        RpcFailure unknown =
                failure(client.send(RawClient.message(UNKNOWN_ID, TOPIC, "x").build()));
        RpcFailure elsewhere = failure(client.send(
                RawClient.message(producer.id(), "/default/other", "x").build()));
        RpcFailure nowhere = failure(client.send(
                RawClient.message(producer.id(), "/default/nowhere", "x").build()));
        RpcFailure without =
                failure(client.send(producer.message("x").clearMsgId().build()));

        assertThat(unknown.status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(elsewhere.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(elsewhere.text).contains("not attached");
        assertThat(nowhere.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(nowhere.text).contains("not found in registry");
        assertThat(without.status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void deliversEveryFieldAsItWasSent() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        Map<String, String> attributes = new HashMap<>();
        IntStream.range(0, 50).forEach(i -> attributes.put("schlüssel-" + i, "värde ☃ " + i));
        StreamMessage sent = producer.message("")
                .setRequestId(99)
                .setPayload(ByteString.copyFrom(new byte[1024 * 1024]))
                .putAllAttributes(attributes)
                .setSchemaId(0)
                .setSchemaVersion(3)
                .setRoutingKey("")
                .build();
        await(client.send(sent));

        StreamMessage received = receiver.next();
        assertThat(received).isEqualTo(sent);
        assertThat(received.hasSchemaId()).isTrue();
        assertThat(received.hasRoutingKey()).isTrue();
    }

    @Test
    void leavesAbsentFieldsAbsentAndEmptyPayloadsEmpty() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        producer.send("");

        StreamMessage received = receiver.next();
        assertThat(received.getPayload().isEmpty()).isTrue();
        assertThat(received.hasSchemaId()).isFalse();
        assertThat(received.hasSchemaVersion()).isFalse();
        assertThat(received.hasRoutingKey()).isFalse();
        assertThat(received.getSubscriptionName()).isEmpty();
    }

    @Test
    void acceptsAThousandMessagesInFlightTogether() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        List<? extends Future<?>> sends = IntStream.range(0, 1000)
                .mapToObj(i -> producer.sendLater("m" + i))
                .toList();
        await(Future.all(sends));

        Set<String> received = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            StreamMessage message = receiver.next();
            received.add(message.getPayload().toStringUtf8());
            client.ack(message, "sub");
        }
        assertThat(received).hasSize(1000);
    }
}
