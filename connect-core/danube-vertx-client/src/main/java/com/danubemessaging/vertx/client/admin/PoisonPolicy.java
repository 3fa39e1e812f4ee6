package com.danubemessaging.vertx.client.admin;

/** What a broker does with a message whose deliveries are used up (Danube protocol: failure policy). */
public enum PoisonPolicy {
    /** Publishes it to a dead letter topic and goes on. */
    DEAD_LETTER,
    /** Delivers nothing more on the subscription, or, if it is KeyShared, of the key. */
    BLOCK,
    /** Skips it: the message is lost for the subscription. */
    DROP
}
