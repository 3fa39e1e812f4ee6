package com.danubemessaging.connect.source.mqtt;

import java.time.Duration;

/**
 * Decides when to ping the broker and when its silence means that the connection is dead. Without pings a broken
 * network shows only when TCP gives up, after a quarter of an hour.
 *
 * <p>Counts ticks instead of reading a clock, so that a process that was stopped for a minute does not blame the
 * broker. Any packet proves life. While work is pending, an answer is awaited for {@code patience}; otherwise for
 * {@link #IDLE_PATIENCE}.
 */
final class Liveness {

    /** What to do at a tick. */
    enum Verdict {
        /** Nothing. */
        FINE,
        /** Send PINGREQ. */
        PING,
        /** Give the connection up. */
        DEAD
    }

    /** Time between two calls of {@link #tick}; short enough for a keep-alive interval of one second. */
    static final Duration TICK = Duration.ofMillis(500);

    /** How long an answer to a ping may take while nothing waits for it. */
    static final Duration IDLE_PATIENCE = Duration.ofSeconds(10);

    private final long keepAliveTicks;
    private final long patienceTicks;
    private final long idlePatienceTicks;
    private long ticksSincePing;
    private long silentTicks;
    private boolean awaitsAnswer;

    /**
     * For one connection.
     *
     * @param keepAlive the interval that was promised to the broker; zero: never a ping, never dead
     * @param patience how long an answer may take while work is pending; a ping is sent as often
     */
    Liveness(Duration keepAlive, Duration patience) {
        // Three quarters: the next packet must leave before the interval is over (MQTT 3.1.1, 3.1.2.10).
        this.keepAliveTicks = keepAlive.isZero()
                ? 0
                : Math.max(1, ticks(keepAlive.multipliedBy(3).dividedBy(4)));
        this.patienceTicks = Math.max(1, ticks(patience));
        this.idlePatienceTicks = Math.max(patienceTicks, ticks(IDLE_PATIENCE));
    }

    private static long ticks(Duration duration) {
        return duration.toMillis() / TICK.toMillis();
    }

    /** A packet came. */
    void heard() {
        awaitsAnswer = false;
        silentTicks = 0;
    }

    /** {@link #TICK} has passed. */
    Verdict tick(boolean isWorkPending) {
        if (keepAliveTicks == 0) {
            return Verdict.FINE;
        }
        ticksSincePing++;
        silentTicks++;
        if (awaitsAnswer && silentTicks >= (isWorkPending ? patienceTicks : idlePatienceTicks)) {
            return Verdict.DEAD;
        }
        boolean probe = isWorkPending && !awaitsAnswer && Math.min(silentTicks, ticksSincePing) >= patienceTicks;
        if (!probe && ticksSincePing < keepAliveTicks) {
            return Verdict.FINE;
        }
        ticksSincePing = 0;
        if (!awaitsAnswer) {
            awaitsAnswer = true;
            silentTicks = 0;
        }
        return Verdict.PING;
    }
}
