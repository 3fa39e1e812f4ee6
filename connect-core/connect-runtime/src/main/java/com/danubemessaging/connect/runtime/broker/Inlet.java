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

    /** Of acknowledgements. */
    private final Silence silence = new Silence(System::nanoTime);

    /** Counts the streams that were opened one after the other. */
    private int stream;

    Inlet(PartitionConsumer consumer) {
        this.consumer = consumer;
    }

    /** The name that the broker knows: {@code <topic>-part-<n>}, or the topic itself. */
    public String topic() {
        return consumer.topic();
    }

    /** Begins to deliver. The first stream has been opened by then, and nobody is told of it. */
    public void start(Consumer<Inbound> records, StreamListener listener) {
        consumer.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.ATTACHED) {
                listener.opened(event.isSameConsumer());
                return;
            }
            stream++;
            silence.forget();
            if (event.reason() == ConsumerEvent.Reason.ENDED_OK) {
                listener.ended();
            }
        });
        consumer.handler(message -> {
            silence.heard();
            records.accept(Inbound.of(message, stream));
        });
    }

    /** Acknowledges; {@code answer} is told exactly once. */
    public void acknowledge(Inbound inbound, Consumer<AckAnswer> answer) {
        // What came on an earlier stream may have to wait, unsent, until the broker delivers it once more.
        int of = inbound.stream();
        long askedAt = of == stream ? silence.asked() : 0;
        consumer.ack(inbound.message()).onComplete(result -> {
            if (of == stream) {
                silence.answered(askedAt);
            }
            answer.accept(result.succeeded() ? AckAnswer.OK : ClientFailures.ofAck(result.cause()));
        });
    }

    /** For how many seconds acknowledgements have waited for any answer; 0 as long as that is not worth a word. */
    public long silentSeconds() {
        return silence.seconds();
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
