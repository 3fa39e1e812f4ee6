package com.danubemessaging.connect.api.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key dotted path, for example {@code mqtt.routes[2].from}
 * @param message the rest of the sentence after the key: what is wrong and what to write instead; never a secret value
 */
public record ConfigProblem(String key, String message) {

    /** {@code key: message}. */
    @Override
    public String toString() {
        return key + ": " + message;
    }
}
