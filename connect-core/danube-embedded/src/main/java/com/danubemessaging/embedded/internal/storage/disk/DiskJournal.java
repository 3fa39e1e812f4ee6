package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.schema.Subject;
import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.internal.storage.StoreJournal;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.model.Durability;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a store's changes, batch after batch. In mode {@link Durability#SYNC} a batch leaves as soon as the one before
 * it is on disk, and takes everything along that happened meanwhile; in mode {@link Durability#ASYNC} it leaves once
 * per {@value #ASYNC_INTERVAL_MILLIS} ms. There is no queue: a batch is made of the store's state when it leaves, so
 * what waits is bounded by what the store may hold. Confined to the broker's context, but for the writing itself.
 */
final class DiskJournal implements StoreJournal {

    /** How far the disk is behind in mode ASYNC, besides the time that writing takes; well below the promised 5 s. */
    static final long ASYNC_INTERVAL_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DiskJournal.class);

    private final Durability durability;
    private final Executor context;
    private final ScheduledExecutorService disk;
    private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private Consumer<StoredTopic> readable = topic -> {};
    private @Nullable Attached attached;
    private CompletableFuture<Void> writing = done;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean isPending;
    private boolean isWriting;
    private @Nullable StorageException failure;

    /** What the journal works on once the store has been loaded. */
    private record Attached(MemoryStore store, DiskFile file, Changes changes) {}

    /**
     * A journal that ignores everything until {@link #attach}.
     *
     * @param context runs tasks where the store is used
     * @param disk one thread
     */
    DiskJournal(Durability durability, Executor context, ScheduledExecutorService disk) {
        this.durability = durability;
        this.context = context;
        this.disk = disk;
    }

    /** Begins to listen. */
    void attach(MemoryStore store, DiskFile file, Changes changes) {
        attached = new Attached(store, file, changes);
    }

    @Override
    public void checkWritable() {
        StorageException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public boolean holdsBackReaders() {
        return durability == Durability.SYNC;
    }

    @Override
    public void changed(StoredTopic topic) {
        note(changes -> changes.topic(topic));
    }

    @Override
    public void wasReset(StoredTopic topic) {
        note(changes -> changes.reset(topic));
    }

    @Override
    public void removed(StoredTopic topic) {
        note(changes -> changes.removed(topic));
    }

    @Override
    public void settingsChanged(String topic, String subscription) {
        note(changes -> changes.settings(topic, subscription));
    }

    @Override
    public void namespaceChanged(String namespace) {
        note(changes -> changes.namespace(namespace));
    }

    @Override
    public void changed(Subject subject) {
        note(changes -> changes.subject(subject));
    }

    @Override
    public void whenReadable(Consumer<StoredTopic> listener) {
        readable = listener;
    }

    @Override
    public CompletionStage<Void> flushed() {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (durability == Durability.ASYNC) {
            return done;
        }
        return isPending ? next : writing;
    }

    @Override
    public CompletionStage<Void> close() {
        Attached ending = attached;
        attached = null;
        if (ending == null) {
            return done;
        }
        Batch last = ending.changes.take();
        boolean isUsable = failure == null;
        CompletableFuture<Void> closed = next;
        disk.execute(() -> {
            try {
                if (isUsable) {
                    ending.file.write(last);
                }
                ending.file.close();
                closed.complete(null);
            } catch (RuntimeException e) {
                closed.completeExceptionally(failed(e));
            }
        });
        disk.shutdown();
        return closed;
    }

    private void note(Consumer<Changes> change) {
        Attached open = attached;
        if (open == null) {
            return;
        }
        change.accept(open.changes);
        if (!isPending) {
            isPending = true;
            if (!isWriting) {
                schedule();
            }
        }
    }

    private void schedule() {
        if (durability == Durability.SYNC) {
            // Not at once: what else happens in this turn of the event loop comes along.
            onContext(this::flush);
        } else {
            var unused = disk.schedule(() -> onContext(this::flush), ASYNC_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void flush() {
        Attached open = attached;
        if (open == null || isWriting || failure != null) {
            return;
        }
        Batch batch = open.changes.take();
        CompletableFuture<Void> written = next;
        writing = written;
        next = new CompletableFuture<>();
        isPending = false;
        isWriting = true;
        disk.execute(() -> {
            StorageException failed = write(open.file, batch);
            onContext(() -> written(open, batch, written, failed));
            if (failed == null) {
                open.file.tidy();
            }
        });
    }

    private @Nullable StorageException write(DiskFile file, Batch batch) {
        try {
            file.write(batch);
            return null;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private void written(
            Attached open, Batch batch, CompletableFuture<Void> written, @Nullable StorageException failed) {
        isWriting = false;
        if (failed != null) {
            LOG.error("The embedded broker takes no more messages", failed);
            failure = failed;
            written.completeExceptionally(failed);
            next.completeExceptionally(failed);
            return;
        }
        for (Batch.TopicImage topic : batch.topics()) {
            if (open.changes.logOf(topic.source()) == topic.log()) {
                open.store.keptTo(topic.source(), topic.contents().endOffset());
            }
        }
        written.complete(null);
        if (holdsBackReaders()) {
            batch.topics().forEach(topic -> readable.accept(topic.source()));
        }
        if (isPending) {
            schedule();
        }
    }

    /** A broker that is being closed has no context any more; {@link #close} writes what is left. */
    private void onContext(Runnable task) {
        try {
            context.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The broker's context is gone", closed);
        }
    }

    private static StorageException failed(RuntimeException cause) {
        return new StorageException(
                "the store has failed and takes nothing any more: "
                        + Objects.requireNonNullElse(cause.getMessage(), cause.toString()),
                cause);
    }
}
