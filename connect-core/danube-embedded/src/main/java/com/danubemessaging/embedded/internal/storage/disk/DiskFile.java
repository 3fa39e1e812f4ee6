package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.proto.StreamMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** The file. Every method blocks; confined to one thread at a time. */
final class DiskFile implements AutoCloseable {

    /** Name of the file within the data directory. */
    static final String FILE_NAME = "danube.mv";

    private static final String FORMAT = "1";

    /** What the file's own cache of pages may hold; the broker reads from the heap, so only writing needs pages. */
    private static final int PAGE_CACHE_MIB = 4;

    /** After so many bytes of messages a batch is written in steps, so that its second copy stays small. */
    private static final long STEP_BYTES = 8L * 1024 * 1024;

    /** Sparser than this, the file's oldest parts are written together anew. */
    private static final int TARGET_FILL_PERCENT = 50;

    /** How much of it after one batch, so that nobody waits long. */
    private static final int COMPACTION_BYTES = 1024 * 1024;

    private final Path directory;
    private final MVStore store;
    private final MVMap<Long, byte[]> topics;
    private final MVMap<MessageKey, byte[]> messages;
    private final MVMap<String, byte[]> settings;
    private final MVMap<String, byte[]> namespaces;
    private final MVMap<Long, byte[]> subjects;

    private DiskFile(Path directory, MVStore store) {
        this.directory = directory;
        this.store = store;
        this.topics = store.openMap("topics", longs());
        this.messages = store.openMap(
                "messages",
                new MVMap.Builder<MessageKey, byte[]>()
                        .keyType(new MessageKey.Type())
                        .valueType(ByteArrayDataType.INSTANCE));
        this.settings = store.openMap("settings", strings());
        this.namespaces = store.openMap("namespaces", strings());
        this.subjects = store.openMap("subjects", longs());
    }

    /**
     * Opens or creates the file.
     *
     * @throws StorageException if another process has it, it cannot be read, or a newer broker wrote it
     */
    static DiskFile open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageException("the data directory " + directory + " cannot be created: " + e, e);
        }
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(directory.resolve(FILE_NAME).toString())
                    .autoCommitDisabled()
                    .cacheSize(PAGE_CACHE_MIB)
                    .open();
            // Space may be used again at once, because each version is forced to disk before the next one is begun.
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            return checked(new DiskFile(directory, store));
        } catch (MVStoreException e) {
            throw new StorageException(
                    e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                            ? "the data directory " + directory + " is in use by another broker"
                            : "the data in " + directory.resolve(FILE_NAME) + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static DiskFile checked(DiskFile file) {
        MVMap<String, byte[]> about = file.store.openMap("about", strings());
        byte[] format = about.putIfAbsent("format", FORMAT.getBytes(StandardCharsets.US_ASCII));
        String found = format == null ? FORMAT : new String(format, StandardCharsets.US_ASCII);
        if (!found.equals(FORMAT)) {
            file.store.closeImmediately();
            throw new StorageException(
                    "the data in " + file.directory + " has format " + found + ", and this broker reads format "
                            + FORMAT,
                    new IllegalStateException(found));
        }
        return file;
    }

    /**
     * Fills an empty store.
     *
     * @return what the file holds of each topic, by name
     */
    Map<String, DiskTopic> load(MemoryStore target) {
        try {
            dropOrphans();
            Map<String, DiskTopic> known = new HashMap<>();
            for (Map.Entry<Long, byte[]> entry : topics.entrySet()) {
                TopicRecord topic = TopicRecord.decode(entry.getValue());
                target.restoreTopic(topic.name(), topic.mode(), topic.startOffset(), topic.cursors(), topic.schema());
                known.put(topic.name(), loadMessages(entry.getKey(), topic, target));
            }
            for (byte[] encoded : settings.values()) {
                SettingsRecord record = SettingsRecord.decode(encoded);
                target.restoreSettings(
                        record.subscription().topic(), record.subscription().name(), record.settings());
            }
            namespaces.keySet().forEach(target::restoreNamespace);
            for (byte[] encoded : subjects.values()) {
                target.schemas().restore(SubjectRecord.decode(encoded));
            }
            return known;
        } catch (IOException | RuntimeException e) {
            throw new StorageException("the data in " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A crash between two steps of a batch leaves messages of topics that were new in it. Their logs have the highest
     * numbers, which the next new topics get.
     */
    private void dropOrphans() {
        MessageKey last = messages.lastKey();
        while (last != null && !topics.containsKey(last.log())) {
            messages.remove(last);
            last = messages.lastKey();
        }
    }

    private DiskTopic loadMessages(long log, TopicRecord topic, MemoryStore target) throws IOException {
        var cursor =
                messages.cursor(new MessageKey(log, topic.startOffset()), new MessageKey(log, Long.MAX_VALUE), false);
        while (cursor.hasNext()) {
            MessageKey key = cursor.next();
            target.restoreMessage(topic.name(), key.offset(), StreamMessage.parseFrom(cursor.getValue()));
        }
        target.restoreEnd(topic.name(), topic.endOffset());
        return new DiskTopic(log, topic.startOffset(), topic.endOffset());
    }

    /** The highest number that a log has. */
    long lastLog() {
        Long last = topics.lastKey();
        return last == null ? 0 : last;
    }

    /** Writes a batch; it is on the disk itself, forced there, when this returns. */
    void write(Batch batch) {
        long unwritten = 0;
        for (Batch.Append append : batch.appended()) {
            long offset = append.firstOffset();
            for (StreamMessage message : append.messages()) {
                byte[] encoded = message.toByteArray();
                messages.put(new MessageKey(append.log(), offset++), encoded);
                unwritten += encoded.length;
                if (unwritten > STEP_BYTES) {
                    force();
                    unwritten = 0;
                }
            }
        }
        batch.topics().forEach(topic -> topics.put(topic.log(), topic.contents().encode()));
        batch.removed().forEach(this::remove);
        batch.removedTopics().forEach(topics::remove);
        batch.settings().forEach(this::writeSettings);
        batch.namespaces().forEach((name, exists) -> {
            if (exists) {
                namespaces.put(name, new byte[0]);
            } else {
                namespaces.remove(name);
            }
        });
        subjects.putAll(batch.subjects());
        force();
    }

    /** Gives space back that is not needed any more, a little at a time. */
    void tidy() {
        if (store.compact(TARGET_FILL_PERCENT, COMPACTION_BYTES)) {
            force();
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private void force() {
        store.commit();
        store.sync();
    }

    private void remove(Batch.Range range) {
        for (long offset = range.from(); offset < range.to(); offset++) {
            messages.remove(new MessageKey(range.log(), offset));
        }
    }

    private void writeSettings(Batch.Subscription subscription, SubscriptionSettings changed) {
        // A topic's name has no NUL, so no two subscriptions share a key.
        String key = subscription.topic() + '\0' + subscription.name();
        if (changed.equals(SubscriptionSettings.NONE)) {
            settings.remove(key);
        } else {
            settings.put(key, new SettingsRecord(subscription, changed).encode());
        }
    }

    private static MVMap.Builder<Long, byte[]> longs() {
        return new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE);
    }

    private static MVMap.Builder<String, byte[]> strings() {
        return new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE);
    }
}
