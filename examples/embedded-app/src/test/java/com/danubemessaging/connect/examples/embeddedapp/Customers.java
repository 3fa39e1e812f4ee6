package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.testkit.SourceOrigin;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Customers as they should be: one order after the other, each again until it is taken, whoever takes orders now. */
final class Customers implements SourceOrigin {

    private static final int AGAIN_MILLIS = 20;

    private final List<OrderSource> doors = new CopyOnWriteArrayList<>();
    private final Map<String, ExecutorService> customers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A source that takes orders once it has been started; the latest comes first. */
    OrderSource newDoor() {
        OrderSource door = new OrderSource("/default/orders");
        doors.add(0, door);
        return door;
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    public Buffer payload(int number) {
        return new JsonObject().put("n", number).toBuffer();
    }

    @Override
    public boolean carries(Buffer payload) {
        try {
            payload.toJsonObject();
            return true;
        } catch (DecodeException | ClassCastException noObject) {
            return false;
        }
    }

    @Override
    public void feed(String key, Buffer payload) {
        JsonObject order = payload.toJsonObject();
        customers
                .computeIfAbsent(key, absent -> Executors.newSingleThreadExecutor())
                .execute(() -> orderUntilTaken(key, order));
    }

    private void orderUntilTaken(String customer, JsonObject order) {
        try {
            while (!isTaken(customer, order) && !closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                // again
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new AssertionError("an order got no answer", e);
        }
    }

    private boolean isTaken(String customer, JsonObject order) throws TimeoutException {
        for (OrderSource door : doors) {
            EmitOutcome outcome = door.accept(customer, order).await(20, TimeUnit.SECONDS);
            if (outcome.isSettled()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed.countDown();
        customers.values().forEach(ExecutorService::shutdownNow);
    }
}
