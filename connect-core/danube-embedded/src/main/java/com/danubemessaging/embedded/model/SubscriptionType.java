package com.danubemessaging.embedded.model;

/** How the consumers of one subscription share its messages; fixed by the first consumer that subscribes. */
public enum SubscriptionType {
    /** One consumer name only, for the life of the subscription. */
    EXCLUSIVE,
    /** Each message goes to the next consumer, round robin. */
    SHARED,
    /** One active consumer; when it leaves, the next one in order of subscription takes over. */
    FAILOVER,
    /** Messages of one key go to one consumer, one at a time. */
    KEY_SHARED
}
