package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.vertx.client.ConsumerEvent;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.PartitionConsumer;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private final SchemaGate gate;

    /** Counts the streams that were opened one after the other. */
    private int stream;

    private @Nullable Consumer<Inbound> listening;

    /** @param isClosable whether the stream may be closed for a while */
    Inlet(Vertx vertx, PartitionConsumer consumer, SchemaLookup schemas, boolean isClosable) {
        this.consumer = consumer;
        this.gate = new SchemaGate(vertx, consumer, schemas, isClosable, this::hand);
    }

    private void hand(Message message, SchemaLookup.Meaning schema) {
        if (listening != null) {
            listening.accept(Inbound.of(message, schema, stream));
        }
    }

    /** The name that the broker knows: {@code <topic>-part-<n>}, or the topic itself. */
    public String topic() {
        return consumer.topic();
    }

    /** Begins to deliver. The first stream has been opened by then, and nobody is told of it. */
    public void start(Consumer<Inbound> records, StreamListener listener) {
        listening = records;
        consumer.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.ATTACHED) {
                listener.opened(event.isSameConsumer());
                return;
            }
            stream++;
            gate.streamEnded();
            silence.forget();
            if (event.reason() == ConsumerEvent.Reason.ENDED_OK) {
                listener.ended();
            }
        });
        consumer.handler(message -> {
            silence.heard();
            gate.arrived(message);
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
        gate.pause();
    }

    /** Delivers again. */
    public void resume() {
        gate.resume();
    }

    /** Closes the stream and stays away; acknowledgements can still leave. */
    public void detach() {
        gate.detach();
    }

    /** Subscribes again, for as long as it takes, and delivers at once. */
    public void attach() {
        gate.attach();
    }

    /** Why records wait although they arrive; empty if they do not. */
    public Optional<String> problem() {
        return gate.problem();
    }
}
