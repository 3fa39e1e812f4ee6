package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.MessageId;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of one topic as one producer would publish them: offsets and request ids count up from 0 without a
 * gap, the publish time moves by a millisecond each. Confined to one thread.
 *
 * <pre>{@code
 * SinkRecords orders = SinkRecords.of("/default/orders");
 * SinkRecord first = orders.text("alice", "1 book");
 * SinkRecord second = orders.draft("bob", Buffer.buffer("2 pens")).attributes(Map.of("shop", "3")).build();
 * }</pre>
 */
public final class SinkRecords {

    private static final long FIRST_PUBLISH_TIME_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
    private static final long PRODUCER_ID = 7;

    private final String topic;
    private final int partition;
    private long nextOffset;

    private SinkRecords(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    /** Records of a topic without partitions. */
    public static SinkRecords of(String topic) {
        return new SinkRecords(topic, -1);
    }

    /** Records of one partition, from 0. */
    public static SinkRecords of(String topic, int partition) {
        if (partition < 0) {
            throw new IllegalArgumentException("partition=" + partition + " must not be negative");
        }
        return new SinkRecords(topic, partition);
    }

    /** The next record, with text as its payload. */
    public SinkRecord text(@Nullable String key, String text) {
        return next(key, Buffer.buffer(text));
    }

    /** The next record, with a value encoded as JSON. */
    public SinkRecord json(@Nullable String key, Object value) {
        return next(key, Json.encodeToBuffer(value));
    }

    /** The next record. */
    public SinkRecord next(@Nullable String key, Buffer payload) {
        return draft(key, payload).build();
    }

    /** The next record, unfinished: for attributes and a schema. */
    public SinkRecord.Builder draft(@Nullable String key, Buffer payload) {
        long offset = nextOffset++;
        String partitionTopic = partition < 0 ? topic : topic + "-part-" + partition;
        return SinkRecord.builder(topic, payload)
                .partition(partition)
                .messageId(new MessageId(partitionTopic, offset, PRODUCER_ID, offset))
                .key(key)
                .publishTime(FIRST_PUBLISH_TIME_MILLIS + offset)
                .producerName("testkit");
    }
}
