package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ProducerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes, in the order of the file, which decides. Immutable. */
final class Routes {

    private final List<Route> routes;

    /** Copies; the entries' indexes are their places. */
    Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The first route whose filter matches, or null. */
    @Nullable
    Route match(String topic) {
        for (Route route : routes) {
            if (route.filter().matches(topic)) {
                return route;
            }
        }
        return null;
    }

    /** All routes, in order. */
    List<Route> all() {
        return routes;
    }

    /**
     * The Danube topics, each once, in order of first mention; of two routes to one topic the later's partitions apply.
     */
    List<ProducerConfig> producerConfigs() {
        Map<String, ProducerConfig> byTopic = new LinkedHashMap<>();
        for (Route route : routes) {
            byTopic.put(route.target().topic(), route.target());
        }
        return List.copyOf(byTopic.values());
    }

    /** The filters to subscribe to, each once, with the highest QoS that any of its routes wants, but at most 1. */
    List<Subscription> subscriptions() {
        Map<String, Subscription> byFilter = new LinkedHashMap<>();
        for (Route route : routes) {
            Qos qos = route.qos() == Qos.AT_MOST_ONCE ? Qos.AT_MOST_ONCE : Qos.AT_LEAST_ONCE;
            byFilter.merge(
                    route.filter().text(),
                    new Subscription(route.filter().text(), qos, route.label()),
                    (first, second) -> first.qos().level() >= second.qos().level()
                            ? first
                            : new Subscription(first.filter(), second.qos(), first.label()));
        }
        return List.copyOf(byFilter.values());
    }

    /** Routes that never get a message, because an earlier one has the same filter. */
    List<Route> unreachable() {
        Map<String, Route> seen = new LinkedHashMap<>();
        List<Route> unreachable = new ArrayList<>();
        for (Route route : routes) {
            if (seen.putIfAbsent(route.filter().text(), route) != null) {
                unreachable.add(route);
            }
        }
        return unreachable;
    }
}
