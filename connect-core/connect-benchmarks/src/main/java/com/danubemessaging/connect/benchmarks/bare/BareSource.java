package com.danubemessaging.connect.benchmarks.bare;

import com.danubemessaging.connect.benchmarks.load.MqttFeed;
import com.danubemessaging.connect.benchmarks.load.Quiet;
import com.danubemessaging.proto.DispatchStrategy;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * MQTT to Danube: each message is published, one at a time per MQTT topic, and acknowledged when Danube has confirmed
 * it. Arguments: the MQTT port, the Danube port, the Danube topic.
 */
public final class BareSource extends AbstractVerticle {

    private static final RequestOptions SEND = RawBroker.method("/danube.ProducerService/SendMessage");

    private final int mqttPort;
    private final int danubePort;
    private final String topic;
    private final Map<String, ArrayDeque<MqttPublishMessage>> lanes = new HashMap<>();

    private BareSource(int mqttPort, int danubePort, String topic) {
        this.mqttPort = mqttPort;
        this.danubePort = danubePort;
        this.topic = topic;
    }

    /** Runs until it is killed. */
    public static void main(String[] args) {
        Quiet.please();
        BareSource loop = new BareSource(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args[2]);
        Vertx.vertx().deployVerticle(loop).onFailure(BareSource::die);
    }

    @Override
    public void start(Promise<Void> started) {
        String name = "bare-source";
        ProducerRequest request = ProducerRequest.newBuilder()
                .setRequestId(1)
                .setProducerName(name)
                .setTopicName(topic)
                .setDispatchStrategy(DispatchStrategy.Reliable)
                .build();
        RawBroker.connect(vertx, danubePort)
                .compose(broker -> broker.call(
                                "/danube.ProducerService/CreateProducer", request, ProducerResponse.parser())
                        .map(producer -> new PublishFrame(
                                producer.getProducerId(), topic, "http://127.0.0.1:" + danubePort, name))
                        .compose(frames -> subscribe(name, message -> arrived(broker, frames, message))))
                .onComplete(started);
    }

    private Future<Void> subscribe(String clientId, Handler<MqttPublishMessage> handler) {
        MqttClientOptions options = new MqttClientOptions().setClientId(clientId);
        options.setAutoAck(false);
        MqttClient client = MqttClient.create(vertx, options);
        client.publishHandler(handler);
        client.closeHandler(ignored -> die(new IllegalStateException("MQTT connection lost")));
        return client.connect(mqttPort, "127.0.0.1")
                .compose(connected -> client.subscribe(MqttFeed.FILTER, MqttQoS.AT_LEAST_ONCE.value()))
                .mapEmpty();
    }

    private void arrived(RawBroker broker, PublishFrame frames, MqttPublishMessage message) {
        ArrayDeque<MqttPublishMessage> lane = lanes.computeIfAbsent(message.topicName(), key -> new ArrayDeque<>());
        lane.addLast(message);
        if (lane.size() == 1) {
            publishFirst(broker, frames, lane);
        }
    }

    private void publishFirst(RawBroker broker, PublishFrame frames, ArrayDeque<MqttPublishMessage> lane) {
        MqttPublishMessage first = lane.getFirst();
        byte[] key = first.topicName().getBytes(StandardCharsets.UTF_8);
        broker.call(SEND, frames.encode(first.payload(), key))
                .onFailure(BareSource::die)
                .onSuccess(confirmed -> {
                    first.ack();
                    lane.removeFirst();
                    if (!lane.isEmpty()) {
                        publishFirst(broker, frames, lane);
                    }
                });
    }

    /** A raw limit that has failed in the middle must not be taken for a measurement. */
    private static void die(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
