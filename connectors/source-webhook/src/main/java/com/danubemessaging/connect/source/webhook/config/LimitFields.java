package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;

/** The keys of the table {@code rate_limit}, of the whole connector or of one route. */
final class LimitFields {

    /** What the Rust connector takes: 32 bits without a sign. */
    private static final long MOST = 0xFFFF_FFFFL;

    static final ConfigField<Long> REQUESTS_PER_SECOND = ConfigField.integer("rate_limit.requests_per_second", 0, MOST)
            .describe("Requests a second for each endpoint; further ones are answered 429. 0 stands for 100.")
            .example("100");

    static final ConfigField<Long> BURST_SIZE = ConfigField.integer("rate_limit.burst_size", 0, MOST)
            .describe("Requests that may come at once after a quiet time. 0 stands for 10.")
            .example("10");

    static final ConfigField<Boolean> PER_IP = ConfigField.bool("rate_limit.per_ip_enabled")
            .describe("Limit each client address as well.")
            .orDefault(false);

    static final ConfigField<Long> PER_IP_REQUESTS_PER_SECOND = ConfigField.integer(
                    "rate_limit.per_ip_requests_per_second", 0, MOST)
            .describe("Requests a second for each client address; 0 stands for 100.")
            .defaultsTo("requests_per_second");

    private LimitFields() {}
}
