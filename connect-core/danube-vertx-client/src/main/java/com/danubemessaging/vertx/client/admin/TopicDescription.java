package com.danubemessaging.vertx.client.admin;

import java.util.Map;
import java.util.Set;

/**
 * A topic as its broker describes it. Immutable.
 *
 * @param name the topic, or one partition of one
 * @param isReliable whether it keeps messages until they are acknowledged. Brokers of release 0.15 answer false for a
 *     topic that does not exist, too
 * @param subscriptions names of its subscriptions, those without readers included
 * @param lags how far each is behind; empty where the broker does not tell, as those of release 0.15 do not (the
 *     embedded one does)
 */
public record TopicDescription(
        String name, boolean isReliable, Set<String> subscriptions, Map<String, SubscriptionLag> lags) {

    /** Copies. */
    public TopicDescription {
        subscriptions = Set.copyOf(subscriptions);
        lags = Map.copyOf(lags);
    }
}
