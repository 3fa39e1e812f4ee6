package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.proto.StreamMessage;
import org.jspecify.annotations.Nullable;

/** The messages of one topic by offset: appended at the end, trimmed at the start. */
public interface TopicLog {

    /** Offset of the oldest message kept; equals {@link #endOffset()} when the log is empty. */
    long startOffset();

    /** Offset of the next message. */
    long endOffset();

    /** Offset of the first message that must not be read yet; equals {@link #endOffset()} if there is none. */
    long readableOffset();

    /**
     * Stores a message under {@link #endOffset()}, which grows by one.
     *
     * @throws StorageFullException if the store's byte limit would be exceeded; nothing is stored then
     * @throws StorageException if the store cannot keep anything any more
     */
    void append(StreamMessage message);

    /** Gives an offset to a message that nobody will read, without keeping it. */
    void skip();

    /** The message at an offset, or null if it is trimmed or not written yet. */
    @Nullable
    StreamMessage read(long offset);

    /** Forgets every message below an offset; offsets beyond the end empty the log and change nothing else. */
    void trimTo(long offset);

    /** Bytes of the messages kept. */
    long bytes();

    /** Forgets everything and starts again at offset 0, as a broker does that lost its disk. */
    void reset();
}
