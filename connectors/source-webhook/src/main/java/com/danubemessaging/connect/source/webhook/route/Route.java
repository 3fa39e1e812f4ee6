package com.danubemessaging.connect.source.webhook.route;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import java.util.Optional;
import java.util.Set;

/**
 * One table of {@code routes}. Compared by identity.
 *
 * @param from {@code from}
 * @param target {@code to} with {@code partitions}, {@code reliable_dispatch} and the order that {@code key_from} asks
 *     for
 * @param methods that are accepted
 * @param key where the key comes from
 * @param split whether a body is several records
 * @param cloudEvents whether CloudEvents are recognized
 * @param auth instead of the connector's
 * @param limit the route's, or else the connector's
 */
public record Route(
        PathPattern from,
        ProducerConfig target,
        Set<String> methods,
        Optional<KeySelector> key,
        Split split,
        boolean cloudEvents,
        Optional<AuthSettings> auth,
        Optional<RateRule> limit) {

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
