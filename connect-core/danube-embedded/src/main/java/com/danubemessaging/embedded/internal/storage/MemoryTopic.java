package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.model.DispatchMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A topic on the heap, which tells a journal of every change. */
final class MemoryTopic implements StoredTopic {

    private final String name;
    private final DispatchMode mode;
    private final StoreJournal journal;
    private final MemoryLog log;
    private final Map<String, Long> cursors = new HashMap<>();
    private TopicSchema schema = TopicSchema.FRESH;

    MemoryTopic(String name, DispatchMode mode, MemoryBudget budget, StoreJournal journal) {
        this.name = name;
        this.mode = mode;
        this.journal = journal;
        this.log = new MemoryLog(budget, new OfThisTopic());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DispatchMode mode() {
        return mode;
    }

    @Override
    public MemoryLog log() {
        return log;
    }

    @Override
    public OptionalLong cursor(String subscription) {
        Long cursor = cursors.get(subscription);
        return cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
    }

    @Override
    public Map<String, Long> cursors() {
        return Collections.unmodifiableMap(cursors);
    }

    @Override
    public void saveCursor(String subscription, long offset) {
        Long before = cursors.put(subscription, offset);
        if (before == null || before != offset) {
            journal.changed(this);
        }
    }

    @Override
    public TopicSchema schema() {
        return schema;
    }

    @Override
    public void saveSchema(TopicSchema newSchema) {
        schema = newSchema;
        journal.changed(this);
    }

    @Override
    public void removeCursor(String subscription) {
        if (cursors.remove(subscription) != null) {
            journal.changed(this);
        }
    }

    private final class OfThisTopic implements LogJournal {

        @Override
        public void checkWritable() {
            journal.checkWritable();
        }

        @Override
        public boolean holdsBackReaders() {
            return journal.holdsBackReaders();
        }

        @Override
        public void changed() {
            journal.changed(MemoryTopic.this);
        }

        @Override
        public void wasReset() {
            journal.wasReset(MemoryTopic.this);
        }
    }
}
