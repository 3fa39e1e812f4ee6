package com.danubemessaging.vertx.client.admin;

/** How a broker's pauses before redeliveries grow (Danube protocol: failure policy). */
public enum BackoffStrategy {
    /** Every pause is the base delay. */
    FIXED,
    /** Every pause is twice the one before. */
    EXPONENTIAL
}
