package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.SchemaRules;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens a store that survives the process. */
public final class DiskStore {

    private DiskStore() {}

    /**
     * Opens the store of a directory, with everything it holds. Blocks; the store itself never does.
     *
     * @param directory is created if need be; one process at a time may use it
     * @param durability when changes count as flushed
     * @param limitBytes encoded bytes of all messages kept, positive; what is there already may exceed it
     * @param rules what the schema registry lets follow what
     * @param context runs tasks where the store is used
     * @throws com.danubemessaging.embedded.internal.storage.StorageException if it cannot be opened, in one sentence
     */
    public static BrokerStore open(
            Path directory, Durability durability, long limitBytes, SchemaRules rules, Executor context) {
        DiskFile file = DiskFile.open(directory);
        try {
            ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "danube-embedded-disk");
                thread.setDaemon(true);
                return thread;
            });
            DiskJournal journal = new DiskJournal(durability, context, disk);
            MemoryStore store = new MemoryStore(limitBytes, rules, journal);
            Changes changes = new Changes(store, file.load(store), file.lastLog());
            journal.attach(store, file, changes);
            return store;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
