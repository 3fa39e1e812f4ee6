package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.vertx.client.ConsumerEvent;
import com.danubemessaging.vertx.client.PartitionConsumer;
import java.util.function.Consumer;

/** One partition of a subscription, as records in and acknowledgements out. Confined to the runtime's context. */
public final class Inlet {

    private final PartitionConsumer consumer;

    Inlet(PartitionConsumer consumer) {
        this.consumer = consumer;
    }

    /** The name that the broker knows: {@code <topic>-part-<n>}, or the topic itself. */
    public String topic() {
        return consumer.topic();
    }

    /**
     * Begins to deliver.
     *
     * @param endedByBroker told when the broker ends the stream in good order, without being asked
     */
    public void start(Consumer<Inbound> records, Runnable endedByBroker) {
        consumer.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.DETACHED && event.reason() == ConsumerEvent.Reason.ENDED_OK) {
                endedByBroker.run();
            }
        });
        consumer.handler(message -> records.accept(Inbound.of(message)));
    }

    /** Acknowledges; {@code answer} is told exactly once. */
    public void acknowledge(Inbound inbound, Consumer<AckAnswer> answer) {
        consumer.ack(inbound.message())
                .onComplete(result ->
                        answer.accept(result.succeeded() ? AckAnswer.OK : ClientFailures.ofAck(result.cause())));
    }

    /** Whether the receive stream is open. */
    public boolean isAttached() {
        return consumer.isAttached();
    }

    /** Delivers nothing for a moment; the broker's topic stalls meanwhile. */
    public void pause() {
        consumer.pause();
    }

    /** Delivers again. */
    public void resume() {
        consumer.resume();
    }

    /** Closes the stream and stays away; acknowledgements can still leave. */
    public void detach() {
        consumer.detach();
    }

    /** Subscribes again, for as long as it takes, and delivers at once. */
    public void attach() {
        consumer.resume();
        consumer.attach();
    }
}
