package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.proto.StreamMessage;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One consumer name of one subscription. It is registered for the life of the subscription, counts as active from
 * Subscribe until its stream closes, and again from the next Subscribe or ReceiveMessages on (Danube protocol:
 * subscribe, receive).
 */
final class Consumer {

    private final long id;
    private final String name;
    private final KeyFilter filter;
    private final int bufferCapacity;
    private final ArrayDeque<StreamMessage> buffer = new ArrayDeque<>();
    private @Nullable DeliveryStream stream;
    private boolean active = true;
    private long inactiveSince;

    /**
     * A consumer that has just subscribed.
     *
     * @param bufferCapacity messages held while there is no stream or the stream is full; 0 where the log is the buffer
     */
    Consumer(long id, String name, KeyFilter filter, int bufferCapacity) {
        this.id = id;
        this.name = name;
        this.filter = filter;
        this.bufferCapacity = bufferCapacity;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    KeyFilter filter() {
        return filter;
    }

    boolean isActive() {
        return active;
    }

    /** When it became inactive, in monotonic milliseconds; meaningless while active. */
    long inactiveSince() {
        return inactiveSince;
    }

    boolean owns(DeliveryStream candidate) {
        return stream == candidate;
    }

    boolean hasStream() {
        return stream != null;
    }

    /** Whether {@link #offer} would take a message now. */
    boolean canTake() {
        return active && (buffer.size() < bufferCapacity || (buffer.isEmpty() && streamAccepts()));
    }

    /** Delivers or buffers a message; only after {@link #canTake()} said yes. */
    void offer(StreamMessage message) {
        DeliveryStream open = stream;
        if (open != null && buffer.isEmpty() && open.accepts()) {
            open.deliver(message);
        } else {
            buffer.add(message);
        }
    }

    void activate() {
        active = true;
    }

    void attach(DeliveryStream opened) {
        stream = opened;
        active = true;
        drain();
    }

    /** Writes what was buffered, as far as the stream takes it. */
    void drain() {
        DeliveryStream open = stream;
        while (open != null && !buffer.isEmpty() && open.accepts()) {
            open.deliver(buffer.remove());
        }
    }

    /** Lets the stream go and forgets what was buffered for it. */
    @Nullable
    DeliveryStream detach() {
        DeliveryStream open = stream;
        stream = null;
        buffer.clear();
        return open;
    }

    void deactivate(long now) {
        active = false;
        inactiveSince = now;
    }

    private boolean streamAccepts() {
        DeliveryStream open = stream;
        return open != null && open.accepts();
    }
}
