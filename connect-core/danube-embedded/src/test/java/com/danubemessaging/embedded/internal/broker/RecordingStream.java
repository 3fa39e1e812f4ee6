package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.proto.StreamMessage;
import java.util.ArrayList;
import java.util.List;

/** A stream that keeps what it is given, and takes only as much as the test allows. */
final class RecordingStream implements DeliveryStream {

    private final List<StreamMessage> delivered = new ArrayList<>();
    private int capacity = Integer.MAX_VALUE;
    private boolean ended;

    @Override
    public boolean accepts() {
        return !ended && delivered.size() < capacity;
    }

    @Override
    public void deliver(StreamMessage message) {
        delivered.add(message);
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void reset() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Lets it be full after so many messages. */
    RecordingStream limitedTo(int messages) {
        capacity = messages;
        return this;
    }

    /** What came since the last call. */
    List<StreamMessage> take() {
        List<StreamMessage> taken = List.copyOf(delivered);
        delivered.clear();
        return taken;
    }

    /** The offsets of what came since the last call. */
    List<Long> takeOffsets() {
        return take().stream()
                .map(message -> message.getMsgId().getTopicOffset())
                .toList();
    }
}
