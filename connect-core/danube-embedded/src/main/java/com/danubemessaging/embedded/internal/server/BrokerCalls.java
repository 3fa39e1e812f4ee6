package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.broker.BrokerSettings;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ConsumerServiceGrpcService;
import com.danubemessaging.proto.DiscoveryGrpcService;
import com.danubemessaging.proto.HealthCheckGrpcService;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.ListSegmentDescriptorsResponse;
import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.proto.NackResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.ProducerServiceGrpcService;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StorageServiceGrpcService;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.TopicLookupRequest;
import com.danubemessaging.proto.TopicLookupResponse;
import com.danubemessaging.proto.TopicPartitionsResponse;
import io.vertx.core.Future;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.StatusException;
import java.util.function.Supplier;

/** The five services of the client port: messages in and out of the broker's core, nothing more. */
final class BrokerCalls {

    private final Supplier<Broker> broker;
    private final FaultPlan faults;

    /**
     * Calls on whatever broker is alive.
     *
     * @param broker throws UNAVAILABLE while there is none
     */
    BrokerCalls(Supplier<Broker> broker, FaultPlan faults) {
        this.broker = broker;
        this.faults = faults;
    }

    void bind(GrpcCalls calls) {
        Kept kept = new Kept(broker);
        calls.unary(ProducerServiceGrpcService.CreateProducer, kept.kept(this::createProducer));
        calls.unary(
                ProducerServiceGrpcService.SendMessage,
                kept.unhurried(message -> message.getMsgId().getTopicName(), kept.kept(this::sendMessage)));
        calls.unary(ConsumerServiceGrpcService.Subscribe, kept.kept(this::subscribe));
        calls.streaming(ConsumerServiceGrpcService.ReceiveMessages, this::receiveMessages);
        calls.unary(
                ConsumerServiceGrpcService.Ack,
                kept.unhurried(request -> request.getMsgId().getTopicName(), this::ack));
        calls.unary(ConsumerServiceGrpcService.Nack, this::nack);
        calls.unary(DiscoveryGrpcService.TopicLookup, this::topicLookup);
        calls.unary(DiscoveryGrpcService.TopicPartitions, this::topicPartitions);
        calls.unary(HealthCheckGrpcService.HealthCheck, this::healthCheck);
        // Segments are exported logs; messages in memory have none (Danube protocol: persistence).
        calls.unary(
                StorageServiceGrpcService.ListSegmentDescriptors,
                request -> Future.succeededFuture(ListSegmentDescriptorsResponse.getDefaultInstance()));
    }

    private Future<ProducerResponse> createProducer(ProducerRequest request) {
        return faults.answer(BrokerCall.CREATE_PRODUCER, request.getTopicName(), () -> {
            long id = broker.get()
                    .createProducer(
                            request.getTopicName(),
                            request.getProducerName(),
                            request.getDispatchStrategyValue(),
                            request.hasSchemaRef() ? request.getSchemaRef().getSubject() : null);
            return ProducerResponse.newBuilder()
                    .setRequestId(request.getRequestId())
                    .setProducerId(id)
                    .setProducerName(request.getProducerName())
                    .build();
        });
    }

    private Future<MessageResponse> sendMessage(StreamMessage message) {
        return faults.answer(BrokerCall.SEND_MESSAGE, message.getMsgId().getTopicName(), () -> {
            broker.get().publish(message);
            return MessageResponse.newBuilder()
                    .setRequestId(message.getRequestId())
                    .build();
        });
    }

    private Future<ConsumerResponse> subscribe(ConsumerRequest request) {
        return faults.answer(BrokerCall.SUBSCRIBE, request.getTopicName(), () -> {
            long id = broker.get()
                    .subscribe(
                            request.getTopicName(),
                            request.getSubscription(),
                            request.getConsumerName(),
                            request.getSubscriptionTypeValue(),
                            request.getKeyFiltersList());
            return ConsumerResponse.newBuilder()
                    .setRequestId(request.getRequestId())
                    .setConsumerId(id)
                    .setConsumerName(request.getConsumerName())
                    .build();
        });
    }

    private void receiveMessages(GrpcServerRequest<ReceiveRequest, StreamMessage> call, ReceiveRequest request) {
        StatusException refused = faults.refusal(BrokerCall.RECEIVE_MESSAGES);
        if (refused != null) {
            GrpcCalls.fail(call.response(), refused);
        } else {
            GrpcDeliveryStream.open(broker.get(), call, request.getConsumerId());
        }
    }

    private Future<AckResponse> ack(AckRequest request) {
        return faults.answer(BrokerCall.ACK, request.getMsgId().getTopicName(), () -> {
            MsgID id = required(request.hasMsgId(), request.getMsgId());
            broker.get().ack(id.getTopicName(), request.getSubscriptionName(), id.getTopicOffset());
            return AckResponse.newBuilder().setRequestId(request.getRequestId()).build();
        });
    }

    private Future<NackResponse> nack(NackRequest request) {
        return faults.answer(BrokerCall.NACK, request.getMsgId().getTopicName(), () -> {
            MsgID id = required(request.hasMsgId(), request.getMsgId());
            // Unsigned on the wire: a delay beyond 2^63 means "as long as the policy allows".
            long delay = request.getDelayMs() < 0 ? Long.MAX_VALUE : request.getDelayMs();
            broker.get()
                    .nack(
                            id.getTopicName(),
                            request.getSubscriptionName(),
                            id.getTopicOffset(),
                            delay,
                            request.hasReason() ? request.getReason() : null);
            return NackResponse.newBuilder()
                    .setRequestId(request.getRequestId())
                    .build();
        });
    }

    private Future<TopicLookupResponse> topicLookup(TopicLookupRequest request) {
        return faults.answer(BrokerCall.TOPIC_LOOKUP, request.getTopic(), () -> {
            broker.get().lookup(request.getTopic());
            BrokerSettings settings = broker.get().settings();
            String newOwner = faults.newOwner(request.getTopic());
            if (newOwner != null) {
                return TopicLookupResponse.newBuilder()
                        .setRequestId(request.getRequestId())
                        .setResponseType(TopicLookupResponse.LookupType.Redirect)
                        .setBrokerUrl(newOwner)
                        .setConnectUrl(newOwner)
                        .build();
            }
            return TopicLookupResponse.newBuilder()
                    .setRequestId(request.getRequestId())
                    .setResponseType(TopicLookupResponse.LookupType.Connect)
                    .setBrokerUrl(settings.brokerUrl())
                    .setConnectUrl(settings.connectUrl())
                    .setProxy(settings.proxy())
                    .build();
        });
    }

    private Future<TopicPartitionsResponse> topicPartitions(TopicLookupRequest request) {
        return faults.answer(BrokerCall.TOPIC_PARTITIONS, request.getTopic(), () -> TopicPartitionsResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .addAllPartitions(broker.get().partitions(request.getTopic()))
                .build());
    }

    private Future<HealthCheckResponse> healthCheck(HealthCheckRequest request) {
        return faults.answer(BrokerCall.HEALTH_CHECK, "", () -> {
            boolean alive =
                    switch (request.getClient()) {
                        case Producer -> broker.get().isProducerAlive(request.getId());
                        case Consumer -> broker.get().isConsumerAlive(request.getId());
                        case UNRECOGNIZED ->
                            throw new BrokerException(
                                    Code.INVALID_ARGUMENT,
                                    "client type " + request.getClientValue() + " is neither producer nor consumer");
                    };
            return HealthCheckResponse.newBuilder()
                    .setStatus(alive ? HealthCheckResponse.ClientStatus.OK : HealthCheckResponse.ClientStatus.CLOSE)
                    .build();
        });
    }

    private static MsgID required(boolean present, MsgID id) {
        if (!present) {
            throw new BrokerException(Code.INVALID_ARGUMENT, "msg_id is missing");
        }
        return id;
    }
}
