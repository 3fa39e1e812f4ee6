package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** Hands orders to the application. What is no order goes to the dead letter topic, and the others go on. */
final class OrderSink implements SinkConnector {

    private final String topic;
    private final Consumer<JsonObject> application;

    /** @param application takes an order; thread-safe, and does not block */
    OrderSink(String topic, Consumer<JsonObject> application) {
        this.topic = topic;
        this.application = application;
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(ConsumerConfig.of(topic, "recent-orders", "recent-orders", SubscriptionType.EXCLUSIVE));
    }

    @Override
    public Future<Void> initialize(SinkContext context) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> process(SinkRecord record) {
        try {
            application.accept(record.payloadJson(JsonObject.class));
            return Future.succeededFuture();
        } catch (InvalidDataException e) {
            return Future.failedFuture(e);
        }
    }
}
