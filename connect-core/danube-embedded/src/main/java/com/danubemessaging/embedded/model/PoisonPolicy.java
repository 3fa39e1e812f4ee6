package com.danubemessaging.embedded.model;

/** What becomes of a message whose deliveries are exhausted. */
public enum PoisonPolicy {
    /**
     * The subscription takes no further new message, for ever; a late acknowledgement does not help. In a key-shared
     * subscription only the message's key stops.
     */
    BLOCK,
    /** The message is skipped and the cursor moves on. */
    DROP,
    /** The message is published to the dead letter topic, then skipped. */
    DEAD_LETTER
}
