package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import java.util.List;
import java.util.Optional;

/** Reads a table {@code rate_limit}. */
final class LimitRules {

    /** What 0 stands for, as in the Rust connector. */
    private static final long USUAL_RATE = 100;

    private static final long USUAL_BURST = 10;

    /** More than anybody can send, and small enough for a bucket that counts in nanoseconds. */
    private static final long MOST = 10_000_000;

    private LimitRules() {}

    private static boolean isGiven(ConfigValues values) {
        return values.isSet(LimitFields.REQUESTS_PER_SECOND)
                || values.isSet(LimitFields.BURST_SIZE)
                || values.get(LimitFields.PER_IP)
                || values.isSet(LimitFields.PER_IP_REQUESTS_PER_SECOND);
    }

    /** The keys that a table lacks; {@code prefix} is put before their names. */
    static List<ConfigProblem> problems(String prefix, ConfigValues values) {
        if (!isGiven(values)) {
            return List.of();
        }
        return List.<ConfigField<?>>of(LimitFields.REQUESTS_PER_SECOND, LimitFields.BURST_SIZE).stream()
                .filter(field -> !values.isSet(field))
                .map(field -> new ConfigProblem(
                        prefix + field.key(), "is missing; a rate limit has requests_per_second and burst_size"))
                .toList();
    }

    /** The limit, if the table is there. */
    static Optional<RateRule> read(ConfigValues values) {
        if (!isGiven(values)) {
            return Optional.empty();
        }
        long rate = orUsual(values.get(LimitFields.REQUESTS_PER_SECOND), USUAL_RATE);
        long burst = orUsual(values.get(LimitFields.BURST_SIZE), USUAL_BURST);
        long perAddress = values.get(LimitFields.PER_IP)
                ? values.find(LimitFields.PER_IP_REQUESTS_PER_SECOND)
                        .map(own -> orUsual(own, USUAL_RATE))
                        .orElse(rate)
                : RateRule.UNLIMITED;
        return Optional.of(new RateRule(rate, burst, perAddress));
    }

    private static long orUsual(long value, long usual) {
        return value == 0 ? usual : Math.min(value, MOST);
    }
}
