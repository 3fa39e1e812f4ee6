package com.danubemessaging.connect.api;

/** How the consumers of one subscription share its topic. */
public enum SubscriptionType {
    /** One consumer name reads everything, in order. Recommended, with partitions for scale. */
    EXCLUSIVE("Exclusive"),
    /** Records go round robin to all consumers; no order between processes. */
    SHARED("Shared"),
    /** One active consumer, the others stand by. */
    FAILOVER("FailOver"),
    /** One consumer per key. On Danube 0.15 not at-least-once: prefer partitions with Exclusive. */
    KEY_SHARED("KeyShared");

    private final String spelling;

    SubscriptionType(String spelling) {
        this.spelling = spelling;
    }

    /** The spelling in configuration files, for example {@code FailOver}. */
    public String spelling() {
        return spelling;
    }
}
