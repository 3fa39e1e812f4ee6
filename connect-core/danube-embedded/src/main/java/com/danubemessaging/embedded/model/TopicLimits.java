package com.danubemessaging.embedded.model;

/**
 * Limits that every topic inherits (Danube protocol: topic policies); 0 means unlimited, which is the default of each.
 *
 * @param maxMessageBytes largest payload in bytes; a larger one is refused with INVALID_ARGUMENT
 * @param maxProducers producers per topic; one more is refused with RESOURCE_EXHAUSTED
 * @param maxSubscriptions subscriptions per topic; at the limit every new consumer is refused with PERMISSION_DENIED
 * @param maxConsumers consumers per topic; one more is refused with RESOURCE_EXHAUSTED
 * @param maxConsumersPerSubscription consumers per subscription; one more is refused with PERMISSION_DENIED
 */
public record TopicLimits(
        int maxMessageBytes,
        int maxProducers,
        int maxSubscriptions,
        int maxConsumers,
        int maxConsumersPerSubscription) {

    /** No limit at all. */
    public static final TopicLimits UNLIMITED = new TopicLimits(0, 0, 0, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is negative
     */
    public TopicLimits {
        if ((maxMessageBytes | maxProducers | maxSubscriptions | maxConsumers | maxConsumersPerSubscription) < 0) {
            throw new IllegalArgumentException("limits must be 0 (unlimited) or more");
        }
    }

    /** Whether one more than {@code count} would exceed {@code limit}. */
    public static boolean isReached(int count, int limit) {
        return limit > 0 && count >= limit;
    }
}
