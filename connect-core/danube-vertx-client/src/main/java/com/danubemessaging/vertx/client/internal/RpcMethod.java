package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.NackResponse;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.TopicLookupResponse;
import com.danubemessaging.proto.TopicPartitionsResponse;
import com.google.protobuf.Parser;

/**
 * One method of the broker's API.
 *
 * @param operation what it is for
 * @param path the HTTP path, {@code /<package>.<Service>/<Method>}
 * @param parser reads the answer
 * @param routed whether a proxy must be told the broker (Danube protocol: never on Discovery)
 */
record RpcMethod<T>(Operation operation, String path, Parser<T> parser, boolean routed) {

    static final RpcMethod<TopicLookupResponse> TOPIC_LOOKUP =
            new RpcMethod<>(Operation.LOOKUP, "/danube.Discovery/TopicLookup", TopicLookupResponse.parser(), false);
    static final RpcMethod<TopicPartitionsResponse> TOPIC_PARTITIONS = new RpcMethod<>(
            Operation.PARTITIONS, "/danube.Discovery/TopicPartitions", TopicPartitionsResponse.parser(), false);
    static final RpcMethod<ProducerResponse> CREATE_PRODUCER = new RpcMethod<>(
            Operation.CREATE_PRODUCER, "/danube.ProducerService/CreateProducer", ProducerResponse.parser(), true);
    static final RpcMethod<MessageResponse> SEND_MESSAGE =
            new RpcMethod<>(Operation.SEND, "/danube.ProducerService/SendMessage", MessageResponse.parser(), true);
    static final RpcMethod<ConsumerResponse> SUBSCRIBE =
            new RpcMethod<>(Operation.SUBSCRIBE, "/danube.ConsumerService/Subscribe", ConsumerResponse.parser(), true);
    static final RpcMethod<AckResponse> ACK =
            new RpcMethod<>(Operation.ACK, "/danube.ConsumerService/Ack", AckResponse.parser(), true);
    static final RpcMethod<NackResponse> NACK =
            new RpcMethod<>(Operation.NACK, "/danube.ConsumerService/Nack", NackResponse.parser(), true);
    static final RpcMethod<HealthCheckResponse> HEALTH_CHECK =
            new RpcMethod<>(Operation.HEALTH, "/danube.HealthCheck/HealthCheck", HealthCheckResponse.parser(), true);

    /** Where the receive stream is opened; its messages are read by {@link ReceivedMessage}. */
    static final String RECEIVE_PATH = "/danube.ConsumerService/ReceiveMessages";
}
