package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memory and the broker's patience within bounds. Over the credit every stream pauses, for a moment only, because
 * a consumer that does not read stalls the topic for everybody; then it closes until half of the credit is free. A
 * stream whose oldest delivery grows too old closes before the broker counts another failed attempt, and opens again
 * when nothing older is open.
 */
final class StreamGuard<R> {

    private static final class Stream<R> {
        final PartitionLedger<R> ledger;
        boolean isPaused;
        long pausedAt;

        @Nullable
        Cause closedFor;

        long awayUntil;
        long lastEnd = Long.MIN_VALUE;

        Stream(PartitionLedger<R> ledger) {
            this.ledger = ledger;
        }
    }

    private final SinkOptions options;
    private final SinkPort<R> port;
    private final RandomGenerator random;
    private final List<Stream<R>> streams = new ArrayList<>();
    private int heldRecords;
    private long heldBytes;
    private boolean isOverCredit;
    private boolean isDraining;

    StreamGuard(SinkOptions options, SinkPort<R> port, RandomGenerator random) {
        this.options = options;
        this.port = port;
        this.random = random;
    }

    void add(PartitionLedger<R> ledger) {
        streams.add(new Stream<>(ledger));
    }

    void taken(int bytes, long now) {
        heldRecords++;
        heldBytes += bytes;
        if (!isOverCredit && (heldRecords >= options.heldRecords() || heldBytes >= options.heldBytes())) {
            isOverCredit = true;
            for (Stream<R> stream : streams) {
                pause(stream, now);
            }
        }
    }

    void released(int bytes) {
        heldRecords--;
        heldBytes -= bytes;
        if (isOverCredit && heldRecords * 2L <= options.heldRecords() && heldBytes * 2 <= options.heldBytes()) {
            isOverCredit = false;
            for (Stream<R> stream : streams) {
                if (stream.closedFor == Cause.CREDIT) {
                    open(stream);
                } else {
                    resume(stream);
                }
            }
        }
    }

    private void pause(Stream<R> stream, long now) {
        if (!stream.isPaused && stream.closedFor == null) {
            stream.isPaused = true;
            stream.pausedAt = now;
            port.pause(stream.ledger.number);
        }
    }

    private void resume(Stream<R> stream) {
        if (stream.isPaused && !isDraining) {
            stream.isPaused = false;
            port.resume(stream.ledger.number);
        }
    }

    private void close(Stream<R> stream, Cause cause) {
        stream.isPaused = false;
        stream.closedFor = cause;
        port.closeStream(stream.ledger.number);
        port.report(new SinkEvent.StreamClosed(stream.ledger.number, cause));
    }

    private void open(Stream<R> stream) {
        if (isDraining) {
            return;
        }
        stream.closedFor = null;
        port.openStream(stream.ledger.number);
        port.report(new SinkEvent.StreamOpened(stream.ledger.number));
    }

    /** Looks at every stream; called about twice a second while anything is held or closed. */
    void check(long now) {
        for (Stream<R> stream : streams) {
            Cause closedFor = stream.closedFor;
            if (closedFor == null) {
                checkOpen(stream, now);
            } else if (closedFor == Cause.PATIENCE && stream.ledger.isEmpty() && !isOverCredit) {
                open(stream);
            } else if (closedFor == Cause.TAKEOVER && now >= stream.awayUntil) {
                open(stream);
            }
        }
    }

    private void checkOpen(Stream<R> stream, long now) {
        boolean mayClose = stream.ledger.options.closable() && stream.ledger.acknowledges() && !isDraining;
        if (!mayClose) {
            return;
        }
        long oldest = stream.ledger.oldestDelivery();
        if (oldest != Long.MAX_VALUE && now - oldest >= options.patienceMillis()) {
            close(stream, Cause.PATIENCE);
        } else if (stream.isPaused && now - stream.pausedAt >= options.pauseMillis()) {
            close(stream, Cause.CREDIT);
        }
    }

    /** The broker ended the stream with OK: twice in a short time means that another consumer of this name is alive. */
    void endedByBroker(int partition, long now) {
        Stream<R> stream = streams.get(partition);
        long before = stream.lastEnd;
        stream.lastEnd = now;
        boolean isTakeover = before != Long.MIN_VALUE && now - before <= options.takeoverWindowMillis();
        if (!isTakeover || stream.closedFor != null || !stream.ledger.options.closable()) {
            return;
        }
        long wait = options.takeoverWaitMillis();
        stream.awayUntil = now + wait + (long) (random.nextDouble() * wait / 2);
        close(stream, Cause.TAKEOVER);
        port.report(new SinkEvent.Takeover(partition, stream.awayUntil));
    }

    /** Stops reading for good. */
    void drain(long now) {
        for (Stream<R> stream : streams) {
            pause(stream, now);
        }
        isDraining = true;
    }

    boolean needsChecks() {
        if (heldRecords > 0) {
            return true;
        }
        for (Stream<R> stream : streams) {
            if (stream.closedFor != null || stream.isPaused) {
                return true;
            }
        }
        return false;
    }

    int heldRecords() {
        return heldRecords;
    }

    long heldBytes() {
        return heldBytes;
    }

    @Nullable
    Cause closedFor(int partition) {
        return streams.get(partition).closedFor;
    }
}
