package com.danubemessaging.embedded.model;

/** How the pause before a redelivery grows with the number of deliveries. */
public enum BackoffStrategy {
    /** Always the base delay. */
    FIXED,
    /** The base delay, doubled after each delivery. */
    EXPONENTIAL
}
