package com.danubemessaging.connect.runtime.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;

/**
 * The addresses of one run of one connector, and typed sends to them. Thread-safe; handlers run on the context that
 * registers them. Addresses hold the run's id, so that a late message of an earlier run finds nobody.
 */
public final class ConnectorBus {

    private final Vertx vertx;
    private final String prefix;
    private final DeliveryOptions delivery =
            new DeliveryOptions().setLocalOnly(true).setCodecName(ReferenceCodec.NAME);

    /** The bus of run {@code runId} of connector {@code connectorName}. */
    public ConnectorBus(Vertx vertx, String connectorName, String runId) {
        this.vertx = vertx;
        this.prefix = "danube.connect." + connectorName + '.' + runId;
        ReferenceCodec.register(vertx);
    }

    /** Sends a command to the verticle of a task. */
    public void command(int task, HostCommand command) {
        vertx.eventBus().send(taskAddress(task), command, delivery);
    }

    /** Sends a command past the task's queue, to be handled beside a call that is under way. */
    public void control(int task, HostCommand command) {
        vertx.eventBus().send(controlAddress(task), command, delivery);
    }

    /** Sends an event to the runtime verticle. */
    public void event(HostEvent event) {
        vertx.eventBus().send(eventAddress(), event, delivery);
    }

    /** Receives the commands of a task. */
    public Future<Void> onCommand(int task, Handler<HostCommand> handler) {
        return receive(taskAddress(task), handler);
    }

    /** Receives the commands that go past the queue. */
    public Future<Void> onControl(int task, Handler<HostCommand> handler) {
        return receive(controlAddress(task), handler);
    }

    /** Receives the events of all tasks. */
    public Future<Void> onEvent(Handler<HostEvent> handler) {
        return receive(eventAddress(), handler);
    }

    /** Registered with the verticle that calls, and gone with it. */
    private <T> Future<Void> receive(String address, Handler<T> handler) {
        return vertx.eventBus()
                .<T>localConsumer(address, message -> handler.handle(message.body()))
                .completion();
    }

    private String taskAddress(int task) {
        return prefix + ".task." + task;
    }

    private String controlAddress(int task) {
        return prefix + ".control." + task;
    }

    private String eventAddress() {
        return prefix + ".events";
    }
}
