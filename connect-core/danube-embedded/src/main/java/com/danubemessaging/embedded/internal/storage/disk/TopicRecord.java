package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.internal.schema.ValidationPolicy;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.model.DispatchMode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A topic without its messages.
 *
 * @param startOffset of the oldest message kept
 * @param endOffset of the next message
 * @param cursors by subscription
 */
record TopicRecord(
        String name,
        DispatchMode mode,
        long startOffset,
        long endOffset,
        TopicSchema schema,
        Map<String, Long> cursors) {

    TopicRecord {
        cursors = Map.copyOf(cursors);
    }

    static TopicRecord of(StoredTopic topic) {
        return new TopicRecord(
                topic.name(),
                topic.mode(),
                topic.log().startOffset(),
                topic.log().endOffset(),
                topic.schema(),
                topic.cursors());
    }

    byte[] encode() {
        return Bytes.of(this::write);
    }

    static TopicRecord decode(byte[] bytes) throws IOException {
        return Bytes.read(bytes, TopicRecord::read);
    }

    private void write(DataOutputStream out) throws IOException {
        Bytes.writeText(out, name);
        out.writeUTF(mode.name());
        out.writeLong(startOffset);
        out.writeLong(endOffset);
        Bytes.writeOptional(out, schema.subject());
        out.writeUTF(schema.policy().name());
        out.writeBoolean(schema.validatesPayload());
        out.writeInt(cursors.size());
        for (Map.Entry<String, Long> cursor : cursors.entrySet()) {
            Bytes.writeText(out, cursor.getKey());
            out.writeLong(cursor.getValue());
        }
    }

    private static TopicRecord read(DataInputStream in) throws IOException {
        String name = Bytes.readText(in);
        DispatchMode mode = DispatchMode.valueOf(in.readUTF());
        long start = in.readLong();
        long end = in.readLong();
        TopicSchema schema =
                new TopicSchema(Bytes.readOptional(in), ValidationPolicy.valueOf(in.readUTF()), in.readBoolean());
        Map<String, Long> cursors = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            cursors.put(Bytes.readText(in), in.readLong());
        }
        return new TopicRecord(name, mode, start, end, schema, cursors);
    }
}
