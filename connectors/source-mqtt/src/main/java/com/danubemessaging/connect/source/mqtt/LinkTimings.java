package com.danubemessaging.connect.source.mqtt;

import java.time.Duration;

/**
 * The times of a {@link BrokerLink} that are not for users to set; tests shorten them.
 *
 * @param backoffBase delay before the first repeated attempt to connect
 * @param backoffCap longest such delay while the broker refuses the client, or ends its connections at once
 * @param probeCap longest such delay while the broker is away: an outage that is over should not last any longer
 * @param stableAfter a connection that lived this long starts the backoff anew
 * @param refusedRetry how often refused subscriptions are asked for again
 * @param pingPatience how long a ping may stay unanswered while work is pending
 */
record LinkTimings(
        Duration backoffBase,
        Duration backoffCap,
        Duration probeCap,
        Duration stableAfter,
        Duration refusedRetry,
        Duration pingPatience) {

    /** What is used. */
    static final LinkTimings DEFAULT = new LinkTimings(
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3));
}
