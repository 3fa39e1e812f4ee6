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
    private @Nullable StreamMessage[] ring = new StreamMessage[INITIAL_CAPACITY];
    private long start;
    private long end;
    private long bytes;

    MemoryLog(MemoryBudget budget) {
        this.budget = budget;
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
    public void append(StreamMessage message) {
        int size = message.getSerializedSize();
        budget.take(size);
        if (end - start == ring.length) {
            grow();
        }
        ring[slot(end)] = message;
        end++;
        bytes += size;
    }

    @Override
    public void skip() {
        trimTo(end);
        end++;
        start = end;
    }

    @Override
    public @Nullable StreamMessage read(long offset) {
        return offset >= start && offset < end ? ring[slot(offset)] : null;
    }

    @Override
    public void trimTo(long offset) {
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
