package com.danubemessaging.vertx.client.admin;

/**
 * How far a subscription is behind.
 *
 * @param unacked messages delivered and neither acknowledged nor given up, 0 or more
 * @param backlog messages that wait for their first delivery, 0 or more
 * @param isBlocked whether a message whose deliveries are used up stops it
 */
public record SubscriptionLag(long unacked, long backlog, boolean isBlocked) {

    /** Messages of the topic that the subscription has not done with. */
    public long total() {
        return unacked + backlog;
    }
}
