package com.danubemessaging.embedded.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one subscription.
 *
 * @param name name within the topic
 * @param type how it shares messages; null while the subscription is only a stored cursor that no consumer has claimed
 *     since the broker started
 * @param cursor highest offset at and below which everything is acknowledged, -1 if nothing; always -1 on non-reliable
 *     topics
 * @param unacked messages that were delivered at least once and are neither acknowledged nor resolved
 * @param backlog messages that wait for their first delivery
 * @param delivered first deliveries since the subscription was created in memory
 * @param redeliveries deliveries after the first of the same message
 * @param dropped messages given up: lost by non-reliable dispatch, skipped because no key filter matches, or dropped by
 *     the poison policy
 * @param deadLettered messages published to the dead letter topic
 * @param blocked whether a poison message stops the subscription (or, key-shared, at least one key)
 * @param activeConsumers names of the consumers that count as active, in order of subscription
 */
public record SubscriptionStats(
        String name,
        @Nullable SubscriptionType type,
        long cursor,
        int unacked,
        long backlog,
        long delivered,
        long redeliveries,
        long dropped,
        long deadLettered,
        boolean blocked,
        List<String> activeConsumers) {

    /** Copies the list. */
    public SubscriptionStats {
        activeConsumers = List.copyOf(activeConsumers);
    }
}
