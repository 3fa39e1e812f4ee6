package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.storage.BrokerStore;
import java.util.concurrent.Executor;

/** Opens the store of a broker; may block. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens it.
     *
     * @param context runs tasks where the store is used
     * @throws com.danubemessaging.embedded.internal.storage.StorageException if it cannot be opened, in one sentence
     */
    BrokerStore open(Executor context);
}
