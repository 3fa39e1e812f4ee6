package com.danubemessaging.connect.runtime.offset;

import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one connector: answered from memory, written behind at most once a second and when it is closed. A
 * write that fails is reported and repeated with the next one. Confined to the runtime's context, but for
 * {@link #committedOffset}.
 */
public final class PositionStore {

    private static final long WRITE_INTERVAL_MILLIS = 1000;

    private final Vertx vertx;
    private final PositionFile file;
    private final Consumer<@Nullable Throwable> writeListener;
    private final Map<String, SourceOffset> offsets = new ConcurrentHashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private boolean isDirty;
    private boolean isClosed;
    private long timer = -1;
    private Future<Void> writing = Future.succeededFuture();

    private PositionStore(
            Vertx vertx, PositionFile file, Positions stored, Consumer<@Nullable Throwable> writeListener) {
        this.vertx = vertx;
        this.file = file;
        this.writeListener = writeListener;
        offsets.putAll(stored.offsets());
        marks.putAll(stored.marks());
        seen.putAll(stored.seen());
    }

    /**
     * Opens the store.
     *
     * @param writeListener told after each write: null if it went well, else why not
     * @return failed if the folder cannot be used, another process holds the store, or the file is damaged
     */
    public static Future<PositionStore> open(
            Vertx vertx, Path folder, String connectorName, Consumer<@Nullable Throwable> writeListener) {
        return vertx.executeBlocking(() -> {
            PositionFile file = PositionFile.open(folder, connectorName);
            try {
                return new PositionStore(vertx, file, file.read(), writeListener);
            } catch (Exception e) {
                file.close();
                throw e;
            }
        });
    }

    /** The committed offset of a source partition. Thread-safe. */
    public Optional<SourceOffset> committedOffset(String partition) {
        return Optional.ofNullable(offsets.get(partition));
    }

    /** Notes a committed offset; written within a second. */
    public void commit(SourceOffset offset) {
        offsets.put(offset.partition(), offset);
        changed();
    }

    /** The mark of a partition and subscription, or -1. */
    public long mark(String partitionTopic, String subscription) {
        return marks.getOrDefault(markKey(partitionTopic, subscription), -1L);
    }

    /** Notes a mark; written within a second if it changed. */
    public void mark(String partitionTopic, String subscription, long offset) {
        Long before = marks.put(markKey(partitionTopic, subscription), offset);
        if (before == null || before != offset) {
            changed();
        }
    }

    /**
     * The highest offset that earlier runs may have been given of a partition and subscription; -1 if a run did not
     * come to say so, 0 if nothing is kept of any.
     */
    public long seen(String partitionTopic, String subscription) {
        String key = markKey(partitionTopic, subscription);
        return seen.getOrDefault(key, marks.containsKey(key) ? -1L : 0L);
    }

    /** Notes how far a run got, or -1 while it is under way; written within a second if it changed. */
    public void seen(String partitionTopic, String subscription, long offset) {
        Long before = seen.put(markKey(partitionTopic, subscription), offset);
        if (before == null || before != offset) {
            changed();
        }
    }

    private static String markKey(String partitionTopic, String subscription) {
        return partitionTopic + ' ' + subscription;
    }

    private void changed() {
        isDirty = true;
        if (timer == -1 && !isClosed) {
            timer = vertx.setTimer(WRITE_INTERVAL_MILLIS, ignored -> {
                timer = -1;
                write();
            });
        }
    }

    /** Writes now what has not been written; completes when that is durable, fails if it is not. */
    public Future<Void> write() {
        if (!isDirty) {
            return writing;
        }
        isDirty = false;
        Positions positions = new Positions(offsets, marks, seen);
        // Ordered: one write of this context ends before the next begins.
        writing = vertx.executeBlocking(() -> {
            file.write(positions);
            return null;
        });
        return writing.onComplete(result -> {
            writeListener.accept(result.cause());
            if (result.failed()) {
                changed();
            }
        });
    }

    /** Writes what has not been written, and lets the store go. */
    public Future<Void> close() {
        isClosed = true;
        if (timer != -1) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        return write().eventually(() -> vertx.executeBlocking(() -> {
            file.close();
            return null;
        }));
    }
}
