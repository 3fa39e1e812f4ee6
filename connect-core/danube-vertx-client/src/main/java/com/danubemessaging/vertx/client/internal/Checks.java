package com.danubemessaging.vertx.client.internal;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks of option values; each failure is an {@link IllegalArgumentException} that names the option, the value and the
 * bound.
 */
public final class Checks {

    private Checks() {}

    public static <T> T notNull(String option, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " must not be null");
        }
        return value;
    }

    public static String notBlank(String option, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must not be empty");
        }
        return value;
    }

    public static @Nullable String nullOrNotBlank(String option, @Nullable String value) {
        return value == null ? null : notBlank(option, value);
    }

    public static int range(String option, int value, int min, int max) {
        return (int) range(option, (long) value, min, max);
    }

    public static long range(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + "=" + value + " must be between " + min + " and " + max);
        }
        return value;
    }

    public static Duration positive(String option, @Nullable Duration value) {
        Duration given = notNull(option, value);
        if (given.toMillis() < 1) {
            throw new IllegalArgumentException(option + "=" + given + " must be at least 1 ms");
        }
        return given;
    }

    public static Duration notNegative(String option, @Nullable Duration value) {
        Duration given = notNull(option, value);
        if (given.isNegative()) {
            throw new IllegalArgumentException(option + "=" + given + " must not be negative");
        }
        return given;
    }

    public static Duration millis(JsonObject json, String key, Duration fallback) {
        return Duration.ofMillis(json.getLong(key, fallback.toMillis()));
    }

    public static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key, E fallback) {
        String text = json.getString(key);
        if (text == null) {
            return fallback;
        }
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(key + "=" + text + " must be one of " + Arrays.toString(constants));
    }
}
