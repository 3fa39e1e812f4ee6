package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.source.mqtt.Subscription.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the broker answered to each subscription, and what that means for the connector's health. */
final class Grants {

    private final List<Subscription> wanted;
    private final Map<Subscription, Grant> answers = new LinkedHashMap<>();

    Grants(List<Subscription> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    /** Everything that is to be subscribed. */
    List<Subscription> wanted() {
        return wanted;
    }

    /** The broker has forgotten the session, or may have. */
    void clear() {
        answers.clear();
    }

    /** New answers; a later one replaces an earlier one. */
    void add(List<Grant> grants) {
        grants.forEach(grant -> answers.put(grant.subscription(), grant));
    }

    /** Whether nothing is left to subscribe. */
    boolean isComplete() {
        return answers.size() == wanted.size() && refused().isEmpty();
    }

    /** What the broker refused. */
    List<Subscription> refused() {
        return which(Grant::isRefused);
    }

    /** Unhealthy if something is refused, degraded if something is granted at a lower QoS; names the routes. */
    HealthStatus health(String brokerAddress) {
        List<Subscription> refused = refused();
        if (!refused.isEmpty()) {
            return HealthStatus.unhealthy("the MQTT broker " + brokerAddress + " refused to subscribe "
                    + labels(refused) + "; check its access rules");
        }
        List<Subscription> downgraded = which(Grant::isDowngraded);
        if (!downgraded.isEmpty()) {
            return HealthStatus.degraded("the MQTT broker " + brokerAddress + " granted only QoS 0 to "
                    + labels(downgraded) + ": their messages can be lost on the way");
        }
        return HealthStatus.healthy();
    }

    private List<Subscription> which(Predicate<Grant> condition) {
        return answers.values().stream()
                .filter(condition)
                .map(Grant::subscription)
                .toList();
    }

    private static String labels(List<Subscription> subscriptions) {
        return subscriptions.stream().map(Subscription::label).collect(Collectors.joining(", "));
    }
}
