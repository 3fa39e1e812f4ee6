package com.danubemessaging.vertx.client;

/**
 * How a subscription spreads messages over its consumers; fixed by its first consumer (Danube protocol:
 * SubscriptionType).
 */
public enum SubscriptionType {
    /** One consumer name, for ever: another name is refused even when the first is gone. Total order. */
    EXCLUSIVE,
    /** Round robin, no order. */
    SHARED,
    /** One active consumer, others stand by. Broker 0.15 never promotes a standby. */
    FAILOVER,
    /** Messages of one routing key go to one consumer, one at a time. */
    KEY_SHARED
}
