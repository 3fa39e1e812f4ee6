package com.danubemessaging.connect.benchmarks.bare;

import com.danubemessaging.connect.benchmarks.load.ProcessLatencies;
import com.danubemessaging.connect.benchmarks.load.Quiet;
import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;

/** Receives and acknowledges every message at once. Arguments: the Danube port, the topic, the subscription. */
public final class BareSink extends AbstractVerticle {

    private static final RequestOptions ACK = RawBroker.method("/danube.ConsumerService/Ack");

    private final int danubePort;
    private final String topic;
    private final String subscription;

    private BareSink(int danubePort, String topic, String subscription) {
        this.danubePort = danubePort;
        this.topic = topic;
        this.subscription = subscription;
    }

    /** Runs until it is killed. */
    public static void main(String[] args) {
        Quiet.please();
        BareSink loop = new BareSink(Integer.parseInt(args[0]), args[1], args[2]);
        Vertx.vertx().deployVerticle(loop).onFailure(BareSink::die);
    }

    @Override
    public void start(Promise<Void> started) {
        ConsumerRequest request = ConsumerRequest.newBuilder()
                .setRequestId(1)
                .setTopicName(topic)
                .setConsumerName(subscription)
                .setSubscription(subscription)
                .setSubscriptionType(ConsumerRequest.SubscriptionType.Exclusive)
                .build();
        RawBroker.connect(vertx, danubePort)
                .compose(broker -> broker.call("/danube.ConsumerService/Subscribe", request, ConsumerResponse.parser())
                        .compose(consumer -> broker.stream(
                                "/danube.ConsumerService/ReceiveMessages",
                                ReceiveRequest.newBuilder()
                                        .setRequestId(2)
                                        .setConsumerId(consumer.getConsumerId())
                                        .build(),
                                messages(broker))))
                .onComplete(started);
    }

    private RecordParser messages(RawBroker broker) {
        RecordParser parser = RecordParser.newFixed(RawBroker.HEAD_BYTES);
        boolean[] isHead = {true};
        parser.handler(part -> {
            if (isHead[0]) {
                parser.fixedSizeMode(part.getInt(1));
            } else {
                received(broker, part);
                parser.fixedSizeMode(RawBroker.HEAD_BYTES);
            }
            isHead[0] = !isHead[0];
        });
        return parser;
    }

    private void received(RawBroker broker, Buffer bytes) {
        StreamMessage message;
        try {
            message = StreamMessage.parseFrom(bytes.getBytes());
        } catch (InvalidProtocolBufferException e) {
            die(e);
            return;
        }
        if (ProcessLatencies.isOn()) {
            ProcessLatencies.arrived(message.getPayload().asReadOnlyByteBuffer());
        }
        AckRequest ack = AckRequest.newBuilder()
                .setRequestId(message.getRequestId())
                .setMsgId(message.getMsgId())
                .setSubscriptionName(subscription)
                .build();
        broker.call(ACK, RawBroker.frame(ack)).onFailure(BareSink::die);
    }

    private static void die(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
