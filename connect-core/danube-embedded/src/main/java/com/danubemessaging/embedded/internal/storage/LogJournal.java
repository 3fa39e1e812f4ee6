package com.danubemessaging.embedded.internal.storage;

/** What one log tells of its changes, and asks. */
interface LogJournal {

    /** A log on its own. */
    LogJournal NONE = new LogJournal() {};

    /**
     * Refuses a message that could not be kept.
     *
     * @throws StorageException if that is so
     */
    default void checkWritable() {}

    /** Whether messages must not be read before they are kept. */
    default boolean holdsBackReaders() {
        return false;
    }

    /** The log grew or was trimmed. */
    default void changed() {}

    /** The log began again at offset 0. */
    default void wasReset() {}
}
