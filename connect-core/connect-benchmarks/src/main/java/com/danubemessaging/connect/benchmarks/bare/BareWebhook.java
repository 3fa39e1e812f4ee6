package com.danubemessaging.connect.benchmarks.bare;

import com.danubemessaging.connect.benchmarks.load.Quiet;
import com.danubemessaging.proto.DispatchStrategy;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/**
 * HTTP to Danube: each body is published and its request answered 200 when Danube has confirmed it. Arguments: the port
 * to listen on, the Danube port, the Danube topic.
 */
public final class BareWebhook extends AbstractVerticle {

    private static final RequestOptions SEND = RawBroker.method("/danube.ProducerService/SendMessage");

    private final int port;
    private final int danubePort;
    private final String topic;

    private BareWebhook(int port, int danubePort, String topic) {
        this.port = port;
        this.danubePort = danubePort;
        this.topic = topic;
    }

    /** Runs until it is killed. */
    public static void main(String[] args) {
        Quiet.please();
        BareWebhook loop = new BareWebhook(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args[2]);
        Vertx.vertx().deployVerticle(loop).onFailure(BareWebhook::die);
    }

    @Override
    public void start(Promise<Void> started) {
        String name = "bare-webhook";
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
                        .compose(frames -> vertx.createHttpServer()
                                .requestHandler(arrived -> arrived.body()
                                        .onFailure(BareWebhook::die)
                                        .onSuccess(body -> publish(broker, frames, arrived, body)))
                                .listen(port, "127.0.0.1")))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void publish(RawBroker broker, PublishFrame frames, HttpServerRequest request, Buffer body) {
        broker.call(SEND, frames.encode(body)).onFailure(BareWebhook::die).onSuccess(confirmed -> request.response()
                .end());
    }

    /** A raw limit that has failed in the middle must not be taken for a measurement. */
    private static void die(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
