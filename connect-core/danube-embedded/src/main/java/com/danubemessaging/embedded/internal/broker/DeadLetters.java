package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.model.FailurePolicy;

/** Where exhausted messages go. */
@FunctionalInterface
interface DeadLetters {

    /**
     * Publishes a copy of an exhausted message.
     *
     * @return false if it could not be published now and must be tried again
     */
    boolean publish(String subscription, Delivery delivery, FailurePolicy policy);
}
