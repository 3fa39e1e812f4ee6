package com.danubemessaging.vertx.client;

import java.time.Duration;

/** Client options for tests: the same behaviour, less patience. */
final class TestOptions {

    private TestOptions() {}

    static DanubeClientOptions fast(String url) {
        return new DanubeClientOptions()
                .setServiceUrl(url)
                .setBackoffBase(Duration.ofMillis(20))
                .setBackoffMax(Duration.ofMillis(100))
                .setRequestTimeout(Duration.ofSeconds(5));
    }
}
