package com.danubemessaging.embedded.model;

/** How a topic hands its messages to subscriptions; fixed when the topic is created. */
public enum DispatchMode {
    /** In memory, at most once: a subscription whose consumer is absent or slow loses messages. */
    NON_RELIABLE,
    /** Kept in the topic's log until every subscription has acknowledged: at least once. */
    RELIABLE
}
