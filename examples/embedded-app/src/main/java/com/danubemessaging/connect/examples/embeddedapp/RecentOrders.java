package com.danubemessaging.connect.examples.embeddedapp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;

/** The latest orders, for the application to show. Thread-safe: connector and web server live in different contexts. */
final class RecentOrders {

    private static final int KEPT = 100;

    private final Deque<JsonObject> orders = new ArrayDeque<>();

    /** One more; the oldest makes room for it. */
    synchronized void add(JsonObject order) {
        orders.addFirst(order);
        if (orders.size() > KEPT) {
            orders.removeLast();
        }
    }

    /** The latest first. */
    synchronized JsonArray latest() {
        JsonArray latest = new JsonArray();
        orders.forEach(latest::add);
        return latest;
    }
}
