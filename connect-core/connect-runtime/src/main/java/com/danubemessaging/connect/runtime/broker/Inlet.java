package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.vertx.client.ConsumerEvent;
import com.danubemessaging.vertx.client.PartitionConsumer;
import java.util.function.Consumer;

/** One partition of a subscription, as records in and acknowledgements out. Confined to the runtime's context. */
public final class Inlet {

    /** Who is told of the stream, but not of its ends that were asked for. */
    public interface StreamListener {

        /** The broker ended it in good order, without being asked. */
        void ended();

        /** It is open; told before the first record on it. See {@link ConsumerEvent#isSameConsumer}. */
        void opened(boolean isSameConsumer);
    }

    private final PartitionConsumer consumer;

    Inlet(PartitionConsumer consumer) {
        this.consumer = consumer;
    }

    /** The name that the broker knows: {@code <topic>-part-<n>}, or the topic itself. */
    public String topic() {
        return consumer.topic();
    }

    /** Begins to deliver. The first stream has been opened by then, and nobody is told of it. */
    public void start(Consumer<Inbound> records, StreamListener stream) {
        consumer.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.ATTACHED) {
                stream.opened(event.isSameConsumer());
            } else if (event.reason() == ConsumerEvent.Reason.ENDED_OK) {
                stream.ended();
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
