package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.proto.StreamMessage;

/**
 * One open receive stream, as the core sees it. Implementations never throw; a stream that turns out to be closed says
 * so through {@link Attachment#closed()}, at once or later, and swallows what it is given.
 */
public interface DeliveryStream {

    /** Whether a message can be written now without piling up in memory. */
    boolean accepts();

    /** Sends a message. */
    void deliver(StreamMessage message);

    /** Ends the stream normally (status OK). */
    void end();

    /** Breaks the stream without a status. */
    void reset();
}
