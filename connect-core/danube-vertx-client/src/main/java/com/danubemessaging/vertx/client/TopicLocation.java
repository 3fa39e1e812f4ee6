package com.danubemessaging.vertx.client;

import java.util.Objects;

/**
 * Where a topic is served.
 *
 * @param connectUrl the address to dial, with scheme
 * @param brokerUrl the owning broker's identity inside the cluster; differs from {@code connectUrl} behind a proxy
 * @param proxy whether calls must name the broker in the {@code x-danube-broker-url} header
 */
public record TopicLocation(String connectUrl, String brokerUrl, boolean proxy) {

    public TopicLocation {
        Objects.requireNonNull(connectUrl);
        Objects.requireNonNull(brokerUrl);
    }

    /** A broker dialled directly under its own identity. */
    public static TopicLocation direct(String url) {
        return new TopicLocation(url, url, false);
    }
}
