package com.danubemessaging.embedded.model;

import java.util.Map;

/**
 * A snapshot of one topic.
 *
 * @param name full name, {@code /namespace/topic}
 * @param mode how the topic dispatches
 * @param published messages accepted since the topic was created, or loaded again by a restart or a move
 * @param logStartOffset offset of the oldest message still kept; equal to the end if none is
 * @param logEndOffset offset that the next message will get; 0 on non-reliable topics
 * @param logBytes bytes of the messages kept
 * @param producers producers registered
 * @param subscriptions subscriptions by name
 */
public record TopicStats(
        String name,
        DispatchMode mode,
        long published,
        long logStartOffset,
        long logEndOffset,
        long logBytes,
        int producers,
        Map<String, SubscriptionStats> subscriptions) {

    /** Copies the map. */
    public TopicStats {
        subscriptions = Map.copyOf(subscriptions);
    }

    /**
     * The snapshot of one subscription.
     *
     * @throws IllegalArgumentException if the topic has no subscription of this name
     */
    public SubscriptionStats subscription(String subscription) {
        SubscriptionStats stats = subscriptions.get(subscription);
        if (stats == null) {
            throw new IllegalArgumentException(
                    "topic " + name + " has no subscription " + subscription + ", but " + subscriptions.keySet());
        }
        return stats;
    }
}
