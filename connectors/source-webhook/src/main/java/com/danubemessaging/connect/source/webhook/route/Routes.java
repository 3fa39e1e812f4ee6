package com.danubemessaging.connect.source.webhook.route;

import com.danubemessaging.connect.api.ProducerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes: exact paths by a map, patterns one after the other. Immutable. */
public final class Routes {

    private final List<Route> all;
    private final Map<String, Match> exact = new HashMap<>();
    private final List<Route> patterns = new ArrayList<>();

    /**
     * A route and what the segments in braces stand for.
     *
     * @param variables by name; unmodifiable by agreement
     */
    public record Match(Route route, Map<String, String> variables) {}

    /** Copies. */
    public Routes(List<Route> routes) {
        this.all = List.copyOf(routes);
        for (Route route : all) {
            if (route.from().isExact()) {
                exact.put(route.from().toString(), new Match(route, Map.of()));
            } else {
                patterns.add(route);
            }
        }
    }

    /** In the order of the configuration. */
    public List<Route> all() {
        return all;
    }

    /** The route of a decoded path: the exact one, else the first pattern that matches, else null. */
    public @Nullable Match find(String path) {
        Match match = exact.get(path);
        if (match != null) {
            return match;
        }
        for (Route route : patterns) {
            Map<String, String> variables = route.from().match(path);
            if (variables != null) {
                return new Match(route, variables);
            }
        }
        return null;
    }

    /** The Danube topics, each once, in order of first mention. */
    public List<ProducerConfig> producerConfigs() {
        Map<String, ProducerConfig> byTopic = new LinkedHashMap<>();
        for (Route route : all) {
            byTopic.put(route.target().topic(), route.target());
        }
        return List.copyOf(byTopic.values());
    }
}
