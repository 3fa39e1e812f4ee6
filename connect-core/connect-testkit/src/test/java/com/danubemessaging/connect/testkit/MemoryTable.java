package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An external system in memory: a list of rows that can be taken away, that refuses one payload, and others for a
 * while. Thread-safe.
 */
final class MemoryTable implements SinkTarget, Outage {

    static final Buffer POISON = Buffer.buffer("a row that no table takes");

    /** The table that the sinks of the test under way write to: a provider has no other way to be handed one. */
    static volatile MemoryTable current = new MemoryTable();

    private final List<WrittenRecord> rows = new CopyOnWriteArrayList<>();
    private final Map<Buffer, Integer> locked = new ConcurrentHashMap<>();
    private volatile boolean isAway;

    static MemoryTable open() {
        current = new MemoryTable();
        return current;
    }

    /** Somebody has locked the row: nothing is wrong with the record, and nothing with the table. */
    static final class LockedRow extends Exception {
        private static final long serialVersionUID = 1;

        LockedRow(String message) {
            super(message);
        }
    }

    void insert(SinkRecord record) throws IOException, LockedRow {
        reach();
        if (record.payload().equals(POISON)) {
            throw new InvalidDataException("the table refuses the payload of " + record.messageId());
        }
        int failuresLeft = locked.getOrDefault(record.payload(), 0);
        if (failuresLeft > 0) {
            locked.put(record.payload(), failuresLeft - 1);
            throw new LockedRow("the row of " + record.messageId() + " is locked");
        }
        rows.add(new WrittenRecord(record.key(), record.payload(), record.attributes()));
    }

    void reach() throws IOException {
        if (isAway) {
            throw new IOException("the table is away");
        }
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    public List<WrittenRecord> written() {
        return List.copyOf(rows);
    }

    @Override
    public Optional<SinkRecord> poison(SinkRecords records, String key) {
        return Optional.of(records.next(key, POISON));
    }

    @Override
    public Optional<SinkRecord> reluctant(SinkRecords records, String key, int failures) {
        Buffer payload = Buffer.buffer("row " + locked.size() + " that is locked");
        locked.put(payload, failures);
        return Optional.of(records.next(key, payload));
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(this);
    }

    @Override
    public void begin() {
        isAway = true;
    }

    @Override
    public void end() {
        isAway = false;
    }
}
