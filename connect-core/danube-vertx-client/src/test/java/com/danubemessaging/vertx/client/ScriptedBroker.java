package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.ConfigureTopicSchemaRequest;
import com.danubemessaging.proto.ConfigureTopicSchemaResponse;
import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ConsumerServiceGrpcService;
import com.danubemessaging.proto.DiscoveryGrpcService;
import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.GetSchemaRequest;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.HealthCheckGrpcService;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.proto.NackResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.ProducerServiceGrpcService;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.RegisterSchemaRequest;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SchemaRegistryGrpcService;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.TopicLookupRequest;
import com.danubemessaging.proto.TopicLookupResponse;
import com.danubemessaging.proto.TopicLookupResponse.LookupType;
import com.danubemessaging.proto.TopicPartitionsResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Danube broker on loopback that does what a test tells it. Untold, it knows no topic in lookups, accepts every
 * producer and consumer, keeps receive streams open and answers everything else with OK.
 */
final class ScriptedBroker {

    final Script<TopicLookupRequest, TopicLookupResponse> lookup =
            new Script<>(request -> TopicLookupResponse.getDefaultInstance());
    final Script<TopicLookupRequest, TopicPartitionsResponse> partitions =
            new Script<>(request -> TopicPartitionsResponse.newBuilder()
                    .addPartitions(request.getTopic())
                    .build());
    final Script<ProducerRequest, ProducerResponse> create = new Script<>(this::created);
    final Script<StreamMessage, MessageResponse> send = new Script<>(request ->
            MessageResponse.newBuilder().setRequestId(request.getRequestId()).build());
    final Script<ConsumerRequest, ConsumerResponse> subscribe = new Script<>(this::subscribed);
    final Script<ReceiveRequest, StreamMessage> receive = new Script<>(request -> StreamMessage.getDefaultInstance());
    final Script<AckRequest, AckResponse> ack = new Script<>(request ->
            AckResponse.newBuilder().setRequestId(request.getRequestId()).build());
    final Script<NackRequest, NackResponse> nack = new Script<>(request ->
            NackResponse.newBuilder().setRequestId(request.getRequestId()).build());
    final Script<HealthCheckRequest, HealthCheckResponse> health = new Script<>(request ->
            HealthCheckResponse.newBuilder().setStatus(ClientStatus.OK).build());

    final Script<RegisterSchemaRequest, RegisterSchemaResponse> register =
            new Script<>(request -> RegisterSchemaResponse.newBuilder()
                    .setSchemaId(7)
                    .setVersion(1)
                    .setIsNewVersion(true)
                    .build());
    final Script<GetSchemaRequest, GetSchemaResponse> getSchema =
            new Script<>(request -> schema(request.getSchemaId(), request.getVersion()));
    final Script<GetLatestSchemaRequest, GetSchemaResponse> latestSchema = new Script<>(request -> schema(7, 3));
    final Script<ConfigureTopicSchemaRequest, ConfigureTopicSchemaResponse> configureTopic = new Script<>(request ->
            ConfigureTopicSchemaResponse.newBuilder().setSuccess(true).build());

    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong(100);
    private final HttpServer server;

    private ScriptedBroker(Vertx vertx, int port) throws Exception {
        lookup.always(Script.status(GrpcStatus.NOT_FOUND, "no such topic"));
        receive.always((request, response) -> response.writeHead());
        GrpcServer grpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(16L * 1024 * 1024))
                .callHandler(DiscoveryGrpcService.TopicLookup, lookup::bind)
                .callHandler(DiscoveryGrpcService.TopicPartitions, partitions::bind)
                .callHandler(ProducerServiceGrpcService.CreateProducer, create::bind)
                .callHandler(ProducerServiceGrpcService.SendMessage, send::bind)
                .callHandler(ConsumerServiceGrpcService.Subscribe, subscribe::bind)
                .callHandler(ConsumerServiceGrpcService.ReceiveMessages, receive::bind)
                .callHandler(ConsumerServiceGrpcService.Ack, ack::bind)
                .callHandler(ConsumerServiceGrpcService.Nack, nack::bind)
                .callHandler(HealthCheckGrpcService.HealthCheck, health::bind)
                .callHandler(SchemaRegistryGrpcService.RegisterSchema, register::bind)
                .callHandler(SchemaRegistryGrpcService.GetSchema, getSchema::bind)
                .callHandler(SchemaRegistryGrpcService.GetLatestSchema, latestSchema::bind)
                .callHandler(SchemaRegistryGrpcService.ConfigureTopicSchema, configureTopic::bind);
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(10_000));
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(v -> connections.remove(connection));
                })
                .requestHandler(grpc)
                .listen()
                .await(10, SECONDS);
    }

    static ScriptedBroker start(Vertx vertx) throws Exception {
        return new ScriptedBroker(vertx, 0);
    }

    static ScriptedBroker start(Vertx vertx, int port) throws Exception {
        return new ScriptedBroker(vertx, port);
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Drops all connections at once, without a farewell. */
    void dropConnections() {
        connections.forEach(HttpConnection::close);
    }

    /** Sends GOAWAY on all connections: no new calls, those in flight may finish. */
    void sayFarewell() {
        connections.forEach(connection -> connection.goAway(0, Integer.MAX_VALUE));
    }

    int connectionCount() {
        return connections.size();
    }

    void stop() throws Exception {
        server.close().await(10, SECONDS);
    }

    /** Answers lookups with a broker. */
    ScriptedBroker locate(LookupType type, String connectUrl, String brokerUrl, boolean proxy) {
        lookup.always(Script.answer(request -> TopicLookupResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setResponseType(type)
                .setConnectUrl(connectUrl)
                .setBrokerUrl(brokerUrl)
                .setProxy(proxy)
                .build()));
        return this;
    }

    /** A version of a string schema. */
    static GetSchemaResponse schema(long id, int version) {
        return GetSchemaResponse.newBuilder()
                .setSchemaId(id)
                .setVersion(version)
                .setSubject("subject")
                .setSchemaType("string")
                .setSchemaDefinition(ByteString.copyFromUtf8("\"String\""))
                .setCreatedAt(1_700_000_000L)
                .build();
    }

    private ProducerResponse created(ProducerRequest request) {
        return ProducerResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setProducerId(ids.incrementAndGet())
                .setProducerName(request.getProducerName())
                .build();
    }

    private ConsumerResponse subscribed(ConsumerRequest request) {
        return ConsumerResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setConsumerId(ids.incrementAndGet())
                .setConsumerName(request.getConsumerName())
                .build();
    }

    /** Delivers a message with this offset on a stream. */
    static void deliver(GrpcServerResponse<ReceiveRequest, StreamMessage> stream, String topic, long offset) {
        stream.write(message(topic, offset, "message " + offset));
    }

    static StreamMessage message(String topic, long offset, String payload) {
        return StreamMessage.newBuilder()
                .setRequestId(offset + 1)
                .setMsgId(MsgID.newBuilder()
                        .setProducerId(-5)
                        .setTopicName(topic)
                        .setBrokerAddr("http://broker:6650")
                        .setTopicOffset(offset))
                .setPayload(ByteString.copyFromUtf8(payload))
                .setPublishTime(1_700_000_000_000L)
                .setProducerName("origin")
                .build();
    }
}
