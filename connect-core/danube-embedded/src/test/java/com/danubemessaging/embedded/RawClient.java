package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ConsumerServiceGrpcClient;
import com.danubemessaging.proto.DiscoveryGrpcClient;
import com.danubemessaging.proto.HealthCheckGrpcClient;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.proto.NackResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.TopicLookupRequest;
import com.danubemessaging.proto.TopicLookupResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.client.InvalidStatusException;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Danube's wire by hand, one connection per client: every field is the test's, nothing is retried. */
public final class RawClient {

    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private final GrpcClient grpc;
    private final SocketAddress address;

    private @Nullable String token;

    public RawClient(Vertx vertx, int port) {
        this(vertx, port, options -> options);
    }

    /** A client of a broker on another machine, or in a container. */
    public RawClient(Vertx vertx, String host, int port) {
        this(vertx, SocketAddress.inetSocketAddress(port, host), options -> options);
    }

    /**
     * A client of a broker elsewhere that may encrypt.
     *
     * @param tls adds what an encrypted connection needs
     */
    public RawClient(Vertx vertx, String host, int port, UnaryOperator<HttpClientOptions> tls) {
        this(vertx, SocketAddress.inetSocketAddress(port, host), tls);
    }

    /** @param tls adds what an encrypted connection needs */
    public RawClient(Vertx vertx, int port, UnaryOperator<HttpClientOptions> tls) {
        this(vertx, SocketAddress.inetSocketAddress(port, "127.0.0.1"), tls);
    }

    private RawClient(Vertx vertx, SocketAddress address, UnaryOperator<HttpClientOptions> tls) {
        HttpClientOptions http = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(1024 * 1024)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(64 * 1024));
        grpc = GrpcClient.client(vertx, new GrpcClientOptions().setMaxMessageSize(MAX_MESSAGE_BYTES), tls.apply(http));
        this.address = address;
    }

    /** Shows this text after {@code Bearer} with every call. */
    public RawClient withToken(@Nullable String shown) {
        token = shown;
        return this;
    }

    /** Waits for a call on the test's thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("no answer within 10 s", late);
        }
    }

    /** The refusal that a call must end with. */
    public static RpcFailure failure(Future<?> call) {
        try {
            await(call);
        } catch (RpcFailure expected) {
            return expected;
        }
        throw new AssertionError("the call was expected to be refused, but succeeded");
    }

    /** Any unary call, failing with its status and text. */
    public <Q, R> Future<R> call(ServiceMethod<R, Q> method, Q message) {
        return grpc.request(address, method)
                .compose(request -> {
                    // A broker may refuse before it has read everything: then writing fails, and the answer says why.
                    Future<Void> sent = authorized(request).end(message);
                    return request.response().recover(failure -> sent.compose(all -> Future.failedFuture(failure)));
                })
                .compose(response -> response.last()
                        .recover(failure -> Future.failedFuture(
                                failure instanceof InvalidStatusException ? failureOf(response) : failure)));
    }

    public Future<TopicLookupResponse> lookup(String topic) {
        return call(DiscoveryGrpcClient.TopicLookup, lookupRequest(topic));
    }

    public Future<List<String>> partitions(String topic) {
        return call(DiscoveryGrpcClient.TopicPartitions, lookupRequest(topic))
                .map(response -> List.copyOf(response.getPartitionsList()));
    }

    public Future<Long> createProducer(String topic, String name, DispatchMode mode) {
        return call(
                        ProducerServiceGrpcClient.CreateProducer,
                        ProducerRequest.newBuilder()
                                .setRequestId(1)
                                .setTopicName(topic)
                                .setProducerName(name)
                                .setDispatchStrategyValue(mode.ordinal())
                                .build())
                .map(ProducerResponse::getProducerId);
    }

    /** A producer ready to send. */
    public RawProducer producer(String topic, String name, DispatchMode mode) {
        return new RawProducer(this, topic, name, await(createProducer(topic, name, mode)));
    }

    public RawProducer reliableProducer(String topic) {
        return producer(topic, "producer", DispatchMode.RELIABLE);
    }

    public Future<MessageResponse> send(StreamMessage message) {
        return call(ProducerServiceGrpcClient.SendMessage, message);
    }

    public Future<Long> subscribe(
            String topic, String subscription, SubscriptionType type, String consumer, String... filters) {
        return subscribeAs(type.ordinal(), topic, subscription, consumer, filters);
    }

    /** Subscribes with any number for a type. */
    public Future<Long> subscribeAs(
            int typeNumber, String topic, String subscription, String consumer, String... filters) {
        return call(
                        ConsumerServiceGrpcClient.Subscribe,
                        ConsumerRequest.newBuilder()
                                .setRequestId(1)
                                .setTopicName(topic)
                                .setSubscription(subscription)
                                .setSubscriptionTypeValue(typeNumber)
                                .setConsumerName(consumer)
                                .addAllKeyFilters(List.of(filters))
                                .build())
                .map(ConsumerResponse::getConsumerId);
    }

    /** Adds the token to a request that is made by hand. */
    public <Q, R> GrpcClientRequest<Q, R> authorized(GrpcClientRequest<Q, R> request) {
        if (token != null) {
            request.headers().set("authorization", "Bearer " + token);
        }
        return request;
    }

    public Future<Receiver> openStream(long consumerId) {
        return grpc.request(address, ConsumerServiceGrpcClient.ReceiveMessages).compose(request -> authorized(request)
                .end(ReceiveRequest.newBuilder()
                        .setRequestId(1)
                        .setConsumerId(consumerId)
                        .build())
                .compose(sent -> request.response())
                .compose(response -> {
                    GrpcStatus status = response.status();
                    return status != null && status != GrpcStatus.OK
                            ? Future.failedFuture(failureOf(response))
                            : Future.succeededFuture(new Receiver(request, response));
                }));
    }

    public Receiver receive(long consumerId) {
        return await(openStream(consumerId));
    }

    /** Subscribes and opens the stream. */
    public Receiver consume(
            String topic, String subscription, SubscriptionType type, String consumer, String... filters) {
        return receive(await(subscribe(topic, subscription, type, consumer, filters)));
    }

    public Future<AckResponse> ack(String topic, String subscription, long offset) {
        return call(
                ConsumerServiceGrpcClient.Ack,
                AckRequest.newBuilder()
                        .setRequestId(7)
                        .setSubscriptionName(subscription)
                        .setMsgId(MsgID.newBuilder().setTopicName(topic).setTopicOffset(offset))
                        .build());
    }

    public Future<AckResponse> ack(StreamMessage message, String subscription) {
        return ack(
                message.getMsgId().getTopicName(),
                subscription,
                message.getMsgId().getTopicOffset());
    }

    public Future<NackResponse> nack(String topic, String subscription, long offset, long delayMillis, String reason) {
        return call(
                ConsumerServiceGrpcClient.Nack,
                NackRequest.newBuilder()
                        .setRequestId(7)
                        .setSubscriptionName(subscription)
                        .setDelayMs(delayMillis)
                        .setReason(reason)
                        .setMsgId(MsgID.newBuilder().setTopicName(topic).setTopicOffset(offset))
                        .build());
    }

    public Future<HealthCheckResponse.ClientStatus> health(HealthCheckRequest.ClientType type, long id) {
        return call(
                        HealthCheckGrpcClient.HealthCheck,
                        HealthCheckRequest.newBuilder()
                                .setClient(type)
                                .setId(id)
                                .build())
                .map(HealthCheckResponse::getStatus);
    }

    public Future<Void> close() {
        return grpc.close();
    }

    public GrpcClient grpc() {
        return grpc;
    }

    public SocketAddress address() {
        return address;
    }

    public static RpcFailure failureOf(GrpcClientResponse<?, ?> response) {
        return new RpcFailure(response.status(), response.statusMessage());
    }

    public static StreamMessage.Builder message(long producerId, String topic, String payload) {
        return StreamMessage.newBuilder()
                .setRequestId(1)
                .setMsgId(MsgID.newBuilder().setProducerId(producerId).setTopicName(topic))
                .setProducerName("producer")
                .setPublishTime(1_700_000_000_000L)
                .setPayload(ByteString.copyFromUtf8(payload));
    }

    private static TopicLookupRequest lookupRequest(String topic) {
        return TopicLookupRequest.newBuilder().setRequestId(42).setTopic(topic).build();
    }
}
