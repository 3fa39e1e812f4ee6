package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the latest orders for the application to show. */
final class RecentOrders implements SinkConnector {

    private static final int KEPT = 100;

    private final String topic;
    private final Deque<JsonObject> orders = new ArrayDeque<>();

    RecentOrders(String topic) {
        this.topic = topic;
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
    public Future<BatchResult> processBatch(List<SinkRecord> records) {
        synchronized (orders) {
            for (SinkRecord record : records) {
                orders.addFirst(record.payloadJson(JsonObject.class));
                if (orders.size() > KEPT) {
                    orders.removeLast();
                }
            }
        }
        return Future.succeededFuture(BatchResult.allDone(records.size()));
    }

    /** The latest first. Thread-safe. */
    JsonArray latest() {
        synchronized (orders) {
            JsonArray latest = new JsonArray();
            orders.forEach(latest::add);
            return latest;
        }
    }
}
