package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.proto.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * A log on the heap: a ring whose slot is the offset modulo a power of two, so that reading by offset, appending and
 * trimming each take constant time per message. The ring doubles when full and is let go when empty.
 */
final class MemoryLog implements TopicLog {

    private static final int INITIAL_CAPACITY = 16;

    private final MemoryBudget budget;
    private final LogJournal journal;
    private @Nullable StreamMessage[] ring = new StreamMessage[INITIAL_CAPACITY];
    private long start;
    private long end;
    private long readable;
    private long bytes;

    MemoryLog(MemoryBudget budget) {
        this(budget, LogJournal.NONE);
    }

    MemoryLog(MemoryBudget budget, LogJournal journal) {
        this.budget = budget;
        this.journal = journal;
    }

    @Override
    public long startOffset() {
        return start;
    }

    @Override
    public long endOffset() {
        return end;
    }

    @Override
    public long readableOffset() {
        return journal.holdsBackReaders() ? readable : end;
    }

    @Override
    public void append(StreamMessage message) {
        journal.checkWritable();
        budget.take(message.getSerializedSize());
        add(message);
        journal.changed();
    }

    /** Puts back a message that was kept: the next one, or the first one after a hole, which empties the log. */
    void restore(long offset, StreamMessage message) {
        if (offset != end) {
            startAt(offset);
        }
        budget.restore(message.getSerializedSize());
        add(message);
        readable = end;
    }

    /** Goes on at an offset with an empty log; without effect at its end. */
    void startAt(long offset) {
        if (offset != end) {
            trimTo(end);
            start = offset;
            end = offset;
        }
        readable = end;
    }

    /** What lies below an offset is kept and may be read. */
    void keptTo(long offset) {
        readable = Math.max(readable, offset);
    }

    private void add(StreamMessage message) {
        if (end - start == ring.length) {
            grow();
        }
        ring[slot(end)] = message;
        end++;
        bytes += message.getSerializedSize();
    }

    @Override
    public void skip() {
        trimTo(end);
        end++;
        start = end;
        readable = end;
        journal.changed();
    }

    @Override
    public @Nullable StreamMessage read(long offset) {
        return offset >= start && offset < end ? ring[slot(offset)] : null;
    }

    @Override
    public void trimTo(long offset) {
        boolean trims = start < Math.min(offset, end);
        while (start < offset && start < end) {
            int slot = slot(start);
            StreamMessage message = ring[slot];
            ring[slot] = null;
            start++;
            if (message != null) {
                bytes -= message.getSerializedSize();
                budget.give(message.getSerializedSize());
            }
        }
        if (start == end && ring.length > INITIAL_CAPACITY) {
            ring = new StreamMessage[INITIAL_CAPACITY];
        }
        if (trims) {
            journal.changed();
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void reset() {
        trimTo(end);
        start = 0;
        end = 0;
        readable = 0;
        journal.wasReset();
    }

    private void grow() {
        @Nullable StreamMessage[] larger = new StreamMessage[ring.length * 2];
        for (long offset = start; offset < end; offset++) {
            larger[(int) (offset & (larger.length - 1))] = ring[slot(offset)];
        }
        ring = larger;
    }

    private int slot(long offset) {
        return (int) (offset & (ring.length - 1));
    }
}
