package com.danubemessaging.vertx.client;

import java.util.Objects;

/**
 * Why something that the client repeats by itself has not succeeded yet.
 *
 * @param operation what is being tried, such as {@code "create producer on topic"}
 * @param topic the topic or partition
 * @param attempt number of the failed attempt, from 1
 * @param error what came back
 */
public record ClientWarning(String operation, String topic, int attempt, DanubeException error) {

    public ClientWarning {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(topic);
        Objects.requireNonNull(error);
    }
}
