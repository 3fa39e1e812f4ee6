package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import org.jspecify.annotations.Nullable;

/** A source record with its route. Confined to the runtime's context. */
public final class Outbound {

    /** Lane of the records without a key that came before their topic's producer. */
    private static final Object EARLY = "early";

    private final SourceRecord record;
    private final TopicRoute route;
    private final long emissionId;
    private final @Nullable OutgoingMessage message;
    private final @Nullable InvalidDataException problem;
    private int partition = -1;
    private long publishStart;

    /**
     * Encodes a record and chooses its partition.
     *
     * @param emissionId number of the emission if somebody waits for its outcome, else -1
     */
    public Outbound(SourceRecord record, TopicRoute route, long emissionId) {
        this.record = record;
        this.route = route;
        this.emissionId = emissionId;
        OutgoingMessage encoded = null;
        InvalidDataException failure = null;
        try {
            encoded = RecordEncoder.encode(record);
        } catch (InvalidDataException e) {
            failure = e;
        }
        this.message = encoded;
        this.problem = failure;
        Producer producer = route.producer();
        if (producer != null) {
            partition = producer.partitionFor(record.key());
        }
    }

    /** What the connector emitted. */
    public SourceRecord record() {
        return record;
    }

    /** Where it goes. */
    public TopicRoute route() {
        return route;
    }

    /** Number of the emission if somebody waits for its outcome, else -1. */
    public long emissionId() {
        return emissionId;
    }

    /** The encoded record; null if it cannot be encoded. */
    public @Nullable OutgoingMessage message() {
        return message;
    }

    /** Why it cannot be encoded; null if it can. */
    public @Nullable InvalidDataException problem() {
        return problem;
    }

    /** The partition, chosen once. */
    public int partition(Producer producer) {
        if (partition < 0) {
            partition = producer.partitionFor(record.key());
        }
        return partition;
    }

    /** What this record must stay in order with; null for nothing. */
    public @Nullable Object lane() {
        Ordering ordering = route.config().ordering();
        String key = record.key();
        if (ordering == Ordering.NONE) {
            return null;
        }
        if (ordering == Ordering.KEY && key != null) {
            return key;
        }
        return partition < 0 ? EARLY : (Object) partition;
    }

    /** Credit that it takes: the encoded size, or that of the raw payload. */
    public int bytes() {
        return message == null
                ? record.payload().sizeEstimate()
                : message.payload().length();
    }

    /** When the publish under way began, in nanoseconds. */
    public long publishStart() {
        return publishStart;
    }

    /** A publish begins. */
    public void publishStart(long nanos) {
        publishStart = nanos;
    }
}
