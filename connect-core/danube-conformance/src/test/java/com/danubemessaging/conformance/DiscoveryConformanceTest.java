package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.AuthRequest;
import com.danubemessaging.proto.AuthServiceGrpcClient;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.TopicLookupResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class DiscoveryConformanceTest extends ConformanceTest {

    @Case(1)
    void aLookupOfALoadedTopicSaysWhereToConnect() {
        reliable();
        TopicLookupResponse answer = await(client.lookup(topic));

        assertThat(answer.getResponseType()).isEqualTo(TopicLookupResponse.LookupType.Connect);
        assertThat(answer.getBrokerUrl()).matches("https?://.+:\\d+");
        assertThat(answer.getConnectUrl()).matches("https?://.+:\\d+");
        assertThat(answer.getProxy()).isFalse();
        assertThat(answer.getRequestId()).isEqualTo(42);
    }

    @Case(2)
    void aLookupOfAnUnknownTopicIsNotFound() {
        assertThat(failure(client.lookup(topic)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(3)
    void aMalformedTopicNameIsAnInvalidArgument() {
        for (String name : List.of("default/x", "/default", "/default/a/b", "/default/a.b", "/default/a b")) {
            assertThat(failure(client.lookup(name)).status).as(name).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        }
    }

    @Case(4)
    void lettersOfAnyLanguageAreFineInATopicName() {
        assertThat(failure(client.lookup("/default/größe_1-x")).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Case(5)
    void aPlainTopicIsItsOnlyPartition() {
        reliable();

        assertThat(await(client.partitions(topic))).containsExactly(topic);
    }

    @Case(6)
    void anUnknownTopicHasNoPartitions() {
        assertThat(await(client.partitions(topic))).isEmpty();
    }

    @Case(7)
    void allPartitionsOfABaseAreListed() {
        for (int i = 0; i < 12; i++) {
            producer(topic + "-part-" + i, "producer-" + i, RELIABLE);
        }

        assertThat(await(client.partitions(topic)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 12)
                        .mapToObj(i -> topic + "-part-" + i)
                        .toList());
    }

    @Case(value = 8, differs = "H1")
    void aForeignTopicThatBeginsWithTheNameIsNoPartition() {
        producer(topic + "-other", "producer", RELIABLE);

        assertThat(await(client.partitions(topic))).isEmpty();
    }

    @Case(12)
    void aMessageOfMoreThanFourMebibytesIsOutOfRange() {
        RawProducer producer = reliable();
        StreamMessage tooLarge = producer.message("")
                .setPayload(ByteString.copyFrom(new byte[4 * 1024 * 1024]))
                .build();

        assertThat(failure(client.send(tooLarge)).status).isEqualTo(GrpcStatus.OUT_OF_RANGE);
    }

    @Case(13)
    void manyReceiveStreamsShareOneConnection() {
        RawProducer producer = reliable();
        List<Receiver> receivers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            receivers.add(client.consume(topic, "sub-" + i, SHARED, "consumer-" + i));
        }
        producer.send("for all");

        assertThat(receivers)
                .allSatisfy(receiver -> assertThat(receiver.nextText()).isEqualTo("for all"));
    }

    @Case(14)
    void aReceiveStreamHasItsHeadersAtOnceOnAnIdleTopic() {
        reliable();
        long fastest = LongStream.range(0, 5).map(this::nanosToHeaders).min().orElseThrow();

        assertThat(Duration.ofNanos(fastest)).as("the best of five").isLessThan(Duration.ofMillis(100));
    }

    private long nanosToHeaders(long attempt) {
        long id = await(client.subscribe(topic, "sub-" + attempt, EXCLUSIVE, "consumer"));
        long asked = System.nanoTime();
        Receiver receiver = await(client.openStream(id));
        long nanos = System.nanoTime() - asked;
        assertThat(receiver.waiting()).as("messages").isZero();
        return nanos;
    }

    @Case(15)
    void aCompressedRequestIsUnimplemented() {
        RawProducer producer = reliable();
        Future<MessageResponse> compressed = client.grpc()
                .request(client.address(), ProducerServiceGrpcClient.SendMessage)
                .compose(request -> {
                    // A broker may refuse before it has read everything: then writing fails, and the answer says why.
                    Future<Void> sent = client.authorized(request)
                            .encoding("gzip")
                            .end(producer.message("x").build());
                    return request.response().recover(failure -> sent.compose(all -> Future.failedFuture(failure)));
                })
                .compose(response -> response.last().recover(e -> Future.failedFuture(RawClient.failureOf(response))));

        assertThat(failure(compressed).status).isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Case(value = 17, differs = "releases since 0.9 have no login")
    void aFormerClientLogsInWithItsApiKey() {
        assertThat(await(client.call(
                                AuthServiceGrpcClient.Authenticate,
                                AuthRequest.newBuilder().setApiKey("any").build()))
                        .getToken())
                .isNotEmpty();
    }
}
