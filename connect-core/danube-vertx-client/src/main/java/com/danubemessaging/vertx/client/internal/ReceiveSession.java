package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.vertx.client.ConsumerEvent.Reason;
import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The life of one receive stream: its opening, its messages, its health check, its end. A second life is a second
 * object, so that nothing of the first can act on it. Confined to its context.
 */
final class ReceiveSession implements ServerStream.Reader {

    /** Who owns the session. {@code ended} is called once, and only after {@code opened}. */
    interface Owner {
        void opened(ReceiveSession session);

        /** @throws IllegalArgumentException if the bytes are not a message; ends the session */
        void message(Buffer frame);

        void ended(ReceiveSession session, Reason reason, String text);
    }

    private final Owner owner;
    private final String topic;
    private final ServerStream stream;
    private final Promise<Void> opening = Promise.promise();
    private long openedAt;
    private boolean open;
    private boolean over;
    private @Nullable HealthPoll health;

    ReceiveSession(
            ClientScope scope, Channel channel, String topic, ReceiveRequest request, Demand demand, Owner owner) {
        this.owner = owner;
        this.topic = topic;
        int size = request.getSerializedSize();
        Buffer frame = Buffer.buffer(SendFrame.HEAD_BYTES + size)
                .appendByte((byte) 0)
                .appendInt(size)
                .appendBytes(request.toByteArray());
        this.stream = new ServerStream(channel, frame, topic, demand, this);
    }

    /** Completes when the broker has accepted the stream; messages may follow at once. */
    Future<Void> open() {
        stream.open();
        return opening.future();
    }

    /** Ties a health check to this session's life. */
    void watch(HealthPoll poll) {
        if (over) {
            poll.stop();
        } else {
            health = poll;
        }
    }

    /** To be called after demand was added. */
    void deliver() {
        stream.deliver();
    }

    boolean livedAtLeast(Duration time) {
        return open && System.nanoTime() - openedAt >= time.toNanos();
    }

    @Override
    public void opened() {
        open = true;
        openedAt = System.nanoTime();
        owner.opened(this);
        opening.complete();
    }

    @Override
    public void message(Buffer message) {
        if (!over) {
            owner.message(message);
        }
    }

    @Override
    public void ended(@Nullable DanubeException failure) {
        if (failure == null) {
            end(Reason.ENDED_OK, "The broker ended the stream of " + topic);
        } else {
            finish(Reason.BROKEN, failure);
        }
    }

    /** Gives the session up because the broker did. */
    void abandon(String why) {
        if (!over) {
            stream.cancel();
            end(Reason.BROKEN, "Left the stream of " + topic + ": " + why);
        }
    }

    private void end(Reason reason, String text) {
        finish(reason, new DanubeException(DanubeException.Kind.TRANSIENT, text));
    }

    private void finish(Reason reason, DanubeException failure) {
        if (over) {
            return;
        }
        over = true;
        stopHealth();
        if (open) {
            owner.ended(this, reason, String.valueOf(failure.getMessage()));
        } else {
            opening.fail(failure);
        }
    }

    /** Ends the session from this side; the owner hears nothing more. */
    void close() {
        over = true;
        stopHealth();
        stream.cancel();
    }

    private void stopHealth() {
        if (health != null) {
            health.stop();
        }
    }
}
