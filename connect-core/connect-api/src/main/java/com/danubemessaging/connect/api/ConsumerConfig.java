package com.danubemessaging.connect.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subscription that a sink reads.
 *
 * @param topic {@code /namespace/topic}; a partitioned topic by its base name
 * @param consumerName stable over restarts: an Exclusive subscription refuses any other name for good
 * @param subscription the subscription's name
 * @param type how consumers share it
 * @param expectedSchemaSubject records that carry another schema subject are dead-lettered; absent accepts all
 */
public record ConsumerConfig(
        String topic,
        String consumerName,
        String subscription,
        SubscriptionType type,
        @Nullable String expectedSchemaSubject) {

    /** Checks that nothing is missing or empty. */
    public ConsumerConfig {
        requireText(topic, "topic");
        requireText(consumerName, "consumerName");
        requireText(subscription, "subscription");
        Objects.requireNonNull(type, "type");
    }

    /** Without an expected schema. */
    public static ConsumerConfig of(String topic, String consumerName, String subscription, SubscriptionType type) {
        return new ConsumerConfig(topic, consumerName, subscription, type, null);
    }

    private static void requireText(String value, String name) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
