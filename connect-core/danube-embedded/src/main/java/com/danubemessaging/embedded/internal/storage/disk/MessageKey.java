package com.danubemessaging.embedded.internal.storage.disk;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Where a message lies: logs side by side, each in the order of its offsets.
 *
 * @param log the log's number, given once and never again
 * @param offset within the log
 */
record MessageKey(long log, long offset) implements Comparable<MessageKey> {

    @Override
    public int compareTo(MessageKey other) {
        int byLog = Long.compare(log, other.log);
        return byLog != 0 ? byLog : Long.compare(offset, other.offset);
    }

    /** How keys are written. */
    static final class Type extends BasicDataType<MessageKey> {

        private static final int MEMORY = 32;

        @Override
        public int compare(MessageKey one, MessageKey two) {
            return one.compareTo(two);
        }

        @Override
        public int getMemory(MessageKey key) {
            return MEMORY;
        }

        @Override
        public void write(WriteBuffer buffer, MessageKey key) {
            buffer.putVarLong(key.log).putVarLong(key.offset);
        }

        @Override
        public MessageKey read(ByteBuffer buffer) {
            return new MessageKey(DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer));
        }

        @Override
        public MessageKey[] createStorage(int size) {
            return new MessageKey[size];
        }
    }
}
