package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import java.util.Collection;
import java.util.Optional;

/** Topics, cursors, failure policies and schemas that survive a restart of the broker. */
public interface BrokerStore {

    /** All topics, in no particular order. */
    Collection<StoredTopic> topics();

    /**
     * Adds a topic.
     *
     * @throws IllegalStateException if the name is taken
     */
    StoredTopic create(String name, DispatchMode mode);

    /** Removes a topic with its messages and cursors; unknown names are ignored. */
    void delete(String name);

    /** The schema registry. */
    SchemaRegistry schemas();

    /** The failure policy set for a subscription, whether or not either exists yet. */
    Optional<FailurePolicy> failurePolicy(String topic, String subscription);

    /** Remembers a failure policy. */
    void saveFailurePolicy(String topic, String subscription, FailurePolicy policy);

    /** Forgets a failure policy. */
    void removeFailurePolicy(String topic, String subscription);
}
