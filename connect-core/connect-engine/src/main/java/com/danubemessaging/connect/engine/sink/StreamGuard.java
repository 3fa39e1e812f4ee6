package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memory and the broker's patience within bounds. Over the credit every stream pauses, for a moment only, because
 * a consumer that does not read stalls the topic for everybody; then it closes until half of the credit is free. A
 * stream closes before the broker gives up on a record: when its oldest delivery grows too old, or an unfinished one
 * was delivered too often. It opens again when nothing older is open, because every opening costs each open record one
 * of its deliveries.
 */
final class StreamGuard<R> {

    /**
     * Deliveries of one unfinished record after which its stream stays away. The broker's default is six, then it
     * blocks the subscription; other consumers of the subscription and earlier runs may have used some of them.
     */
    static final int MOST_DELIVERIES = 3;

    /**
     * Closings for credit before a stream is read up to twice the credit. What the broker has sent and nobody has read
     * is delivered anew with every opening; reading it costs memory, not reading it the subscription.
     */
    static final int MOST_CREDIT_CLOSES = 1;

    private static final long NEVER = Long.MIN_VALUE;

    private static final class Stream<R> {
        final PartitionLedger<R> ledger;
        boolean isPaused;
        long pausedAt;

        @Nullable
        Cause closedFor;

        long closedAt;

        /** Closed for credit so often since it had caught up: what was not read then is delivered anew each time. */
        int creditCloses;

        long awayUntil;

        /** When the broker ended it with OK, until the next opening tells why; {@link #NEVER} if that is known. */
        long endedAt = NEVER;

        /** When somebody else was last seen to have taken it. */
        long stolenAt = NEVER;

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
        if (!isOverCredit && holds(1)) {
            isOverCredit = true;
            pauseAll(now);
        } else if (isOverCredit && holds(2)) {
            pauseAll(now);
        }
    }

    private boolean holds(int credits) {
        return heldRecords >= (long) credits * options.heldRecords() || heldBytes >= credits * options.heldBytes();
    }

    private void pauseAll(long now) {
        for (Stream<R> stream : streams) {
            if (stream.creditCloses < MOST_CREDIT_CLOSES || !stream.ledger.options.closable() || holds(2)) {
                pause(stream, now);
            }
        }
    }

    void released(int bytes, long now) {
        heldRecords--;
        heldBytes -= bytes;
        if (isOverCredit && heldRecords * 2L <= options.heldRecords() && heldBytes * 2 <= options.heldBytes()) {
            isOverCredit = false;
            for (Stream<R> stream : streams) {
                if (stream.closedFor == Cause.CREDIT) {
                    openIfTime(stream, now);
                } else if (!isDraining) {
                    resume(stream, now);
                }
            }
        }
    }

    private void pause(Stream<R> stream, long now) {
        if (!stream.isPaused && stream.closedFor == null) {
            stream.isPaused = true;
            stream.pausedAt = now;
            stream.ledger.gaps.readingStops(now);
            port.pause(stream.ledger.number);
        }
    }

    private void resume(Stream<R> stream, long now) {
        if (stream.isPaused) {
            stream.isPaused = false;
            stream.ledger.gaps.readingGoesOn(now);
            port.resume(stream.ledger.number);
        }
    }

    private void close(Stream<R> stream, Cause cause, long now) {
        stream.isPaused = false;
        stream.closedFor = cause;
        stream.creditCloses += cause == Cause.CREDIT ? 1 : 0;
        stream.closedAt = now;
        stream.ledger.gaps.readingStops(now);
        port.closeStream(stream.ledger.number);
        port.report(new SinkEvent.StreamClosed(stream.ledger.number, cause));
    }

    private void openIfTime(Stream<R> stream, long now) {
        if (isDraining || !isTimeToOpen(stream, now)) {
            return;
        }
        if (stream.closedFor == Cause.TAKEOVER) {
            stream.ledger.gaps.othersHaveRead();
        }
        stream.ledger.gaps.reopened(now);
        stream.closedFor = null;
        stream.ledger.redeliveryStarts(now);
        port.openStream(stream.ledger.number);
        port.report(new SinkEvent.StreamOpened(stream.ledger.number));
        if (isOverCredit) {
            pause(stream, now);
        }
    }

    private boolean isTimeToOpen(Stream<R> stream, long now) {
        Cause cause = stream.closedFor;
        if (cause == null || (cause == Cause.TAKEOVER && now < stream.awayUntil)) {
            return false;
        }
        PartitionLedger<R> ledger = stream.ledger;
        if (ledger.isEmpty()) {
            return !isOverCredit;
        }
        if (!ledger.anyUnfinished()) {
            // Only acknowledgements are left, and they may fail because the stream is closed.
            // Over the credit, what is delivered on opening is not read, so not often.
            return now - stream.closedAt >= (isOverCredit ? options.patienceMillis() : options.pauseMillis());
        }
        return !isOverCredit && cause != Cause.PATIENCE && !isOutOfPatience(ledger, now);
    }

    private boolean isOutOfPatience(PartitionLedger<R> ledger, long now) {
        long oldest = ledger.oldestDelivery();
        return (oldest != Long.MAX_VALUE && now - oldest >= options.patienceMillis()) || ledger.isWorn(MOST_DELIVERIES);
    }

    /** Looks at every stream; called about twice a second while anything is held or closed. */
    void check(long now) {
        for (Stream<R> stream : streams) {
            if (stream.closedFor == null && !stream.isPaused && stream.ledger.isEmpty()) {
                stream.creditCloses = 0;
            }
            if (stream.closedFor != null) {
                openIfTime(stream, now);
            } else if (isDraining) {
                endPauseOfDrain(stream, now);
            } else if (stream.ledger.options.closable() && stream.ledger.acknowledges()) {
                checkOpen(stream, now);
            }
        }
    }

    private void checkOpen(Stream<R> stream, long now) {
        if (isOutOfPatience(stream.ledger, now)) {
            close(stream, Cause.PATIENCE, now);
        } else if (stream.isPaused && now - stream.pausedAt >= options.pauseMillis()) {
            close(stream, Cause.CREDIT, now);
        }
    }

    /**
     * A drain that takes longer than a pause may last reads on, and ignores what comes: closing the stream would make
     * the broker swallow the acknowledgements that are still to leave.
     */
    private void endPauseOfDrain(Stream<R> stream, long now) {
        if (stream.isPaused && now - stream.pausedAt >= options.pauseMillis()) {
            resume(stream, now);
        }
    }

    /**
     * The broker ended the stream with OK: somebody took it, or the topic moved, and only the next opening tells. Soon
     * after it had been taken once it is not fetched back another time, or both would take it from each other for ever.
     */
    void endedByBroker(int partition, long now) {
        Stream<R> stream = streams.get(partition);
        stream.endedAt = now;
        boolean isTakenAgain = stream.stolenAt != NEVER && now - stream.stolenAt <= options.takeoverWindowMillis();
        if (!isTakenAgain || stream.closedFor != null) {
            return;
        }
        stream.endedAt = NEVER;
        stream.stolenAt = NEVER;
        long wait = options.takeoverWaitMillis();
        stream.awayUntil = now + wait + (long) (random.nextDouble() * wait / 2);
        close(stream, Cause.TAKEOVER, now);
        port.report(new SinkEvent.Takeover(partition, stream.awayUntil));
    }

    /**
     * The stream is open. If the broker still had the consumer, its end was the work of another one of this name; a
     * broker that had to register it anew has moved the topic, or restarted. That matters only where one process should
     * read alone: consumers of a shared subscription have names of their own.
     */
    void opened(int partition, boolean isSameConsumer) {
        Stream<R> stream = streams.get(partition);
        PartitionOptions partitionOptions = stream.ledger.options;
        stream.ledger.gaps.streamBegins();
        if (stream.endedAt != NEVER && partitionOptions.closable() && partitionOptions.readers() == Readers.ONE) {
            stream.stolenAt = isSameConsumer ? stream.endedAt : NEVER;
            if (isSameConsumer) {
                stream.ledger.gaps.othersHaveRead();
            }
        }
        stream.endedAt = NEVER;
    }

    /** Takes nothing more. */
    void drain(long now) {
        isDraining = true;
        for (Stream<R> stream : streams) {
            pause(stream, now);
        }
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
