package com.danubemessaging.vertx.client;

/** How the broker keeps a topic's messages; fixed by whoever creates the topic (Danube protocol: DispatchStrategy). */
public enum DispatchStrategy {
    /** In memory, at most once: a slow consumer loses messages without an error. */
    NON_RELIABLE,
    /** Written to a log and delivered until acknowledged. */
    RELIABLE
}
