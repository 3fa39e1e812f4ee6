package com.danubemessaging.connect.api.health;

import java.util.Objects;

/**
 * How a connector is. Immutable.
 *
 * @param state one of three
 * @param detail one sentence for the person on call; empty when healthy
 */
public record HealthStatus(State state, String detail) {

    /** The states. */
    public enum State {
        /** Everything works. */
        HEALTHY,
        /** Works with a restriction that a person should know of; stays ready. */
        DEGRADED,
        /** Does not work at the moment: not ready. */
        UNHEALTHY
    }

    private static final HealthStatus HEALTHY_STATUS = new HealthStatus(State.HEALTHY, "");

    /** Checks that nothing is missing. */
    public HealthStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /** {@link State#HEALTHY}. */
    public static HealthStatus healthy() {
        return HEALTHY_STATUS;
    }

    /** {@link State#DEGRADED}, with the reason. */
    public static HealthStatus degraded(String detail) {
        return new HealthStatus(State.DEGRADED, detail);
    }

    /** {@link State#UNHEALTHY}, with the reason. */
    public static HealthStatus unhealthy(String detail) {
        return new HealthStatus(State.UNHEALTHY, detail);
    }
}
