package com.danubemessaging.connect.api.config;

import java.util.Objects;

/**
 * A value that must not be seen: prints as {@code [hidden]}. Compare with {@link #equals}, read with {@link #reveal()}.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** Wraps a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself; hand it to the library that needs it and nowhere else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** {@code [hidden]}. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
