package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.vertx.client.OutgoingMessage;
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
    private int partition;

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
            encoded = RecordEncoder.encode(record, route.codec());
        } catch (InvalidDataException e) {
            failure = e;
        } catch (RuntimeException e) {
            // A value of the connector's own with a getter that throws: the record's fault, not the runtime's.
            failure = new InvalidDataException("the record cannot be encoded: " + e, e);
        }
        this.message = encoded;
        this.problem = failure;
        this.partition = route.partitionFor(record.key());
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

    /** Whether the record could be encoded. */
    public boolean isEncoded() {
        return message != null;
    }

    /** The encoded record; null if it cannot be encoded. */
    @Nullable
    OutgoingMessage message() {
        return message;
    }

    /** Why it cannot be encoded; null if it can. */
    @Nullable
    InvalidDataException problem() {
        return problem;
    }

    /** The partition, chosen once; the route must have its producer. */
    int partition() {
        if (partition < 0) {
            partition = route.partitionFor(record.key());
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

    /** Why Danube would not take it for its size; null if it would, or if that cannot be told. */
    public @Nullable RecordTooLargeException tooLarge() {
        return message == null ? null : MessageSize.check(message, route);
    }

    /** Credit that it takes: the encoded size, or that of the raw payload. */
    public int bytes() {
        return message == null
                ? record.payload().sizeEstimate()
                : message.payload().length();
    }
}
