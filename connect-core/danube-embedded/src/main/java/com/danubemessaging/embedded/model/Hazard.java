package com.danubemessaging.embedded.model;

import java.util.Arrays;
import java.util.Locale;

/**
 * A behaviour of the real broker, release 0.15, that surprises its clients (Danube protocol: hazards, whose numbers
 * these are). The embedded broker does the sane thing unless told otherwise.
 */
public enum Hazard {
    /**
     * Names match by prefix: a topic cannot be created while another one begins with its name, and the partitions of a
     * name that does not exist are all topics that begin with it.
     */
    H1,
    /**
     * After a restart the offsets of every reliable topic begin again at 0, while the cursors stay: a subscription
     * whose cursor is n sees none of the first n + 1 new messages.
     */
    H2,
    /**
     * A reliable subscription that falls behind loses messages: a new one keeps the last 256 that it has not read, one
     * that goes on from a stored cursor stops for good when more than 2048 wait. Its cursor stays before the gap.
     */
    H4,
    /**
     * A consumer that does not read stalls its topic: 5 messages wait for it, 32 more publishes are taken, and then
     * publishes and acknowledgements get no answer until it reads.
     */
    H5,
    /**
     * Reliable key-shared subscriptions read one message per publish and one per heartbeat, and none on an
     * acknowledgement, so that a backlog drains at two messages per second.
     */
    H6,
    /**
     * A reliable subscription of another type falls asleep when the newest message of all is acknowledged before older
     * ones: until the next publish it redelivers nothing, heeds no time-out, and lets acknowledgements wait.
     */
    H6C,
    /** A key-shared consumer that was away for six heartbeats and comes back under its name receives nothing. */
    H7,
    /** A failover subscription never fails over: whoever subscribed first is the only one to receive. */
    FAILOVER,
    /**
     * A poison message under the policy that blocks stops its subscription for good. Without this hazard a late
     * acknowledgement, or another policy, sets it free. On by default: it is what every default subscription meets.
     */
    H11;

    /**
     * Reads a name in any letter case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static Hazard parse(String name) {
        for (Hazard hazard : values()) {
            if (hazard.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return hazard;
            }
        }
        throw new IllegalArgumentException("hazard '" + name + "' is none of " + Arrays.toString(values()));
    }
}
