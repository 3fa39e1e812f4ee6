package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.source.webhook.route.KeySelector;
import com.danubemessaging.connect.source.webhook.route.PathPattern;
import com.danubemessaging.connect.source.webhook.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the tables of {@code routes} into {@link Route}s, or says what is wrong with them. */
final class RouteRules {

    /** Danube protocol, topic names: two parts of letters, digits, {@code _} and {@code -}. */
    private static final Pattern DANUBE_TOPIC = Pattern.compile("/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+");

    private static final Set<String> RESERVED = Set.of("/health", "/ready");

    private RouteRules() {}

    /** What is wrong, in the order of the file; empty if {@link #routes} will succeed. */
    static List<ConfigProblem> problems(List<ConfigValues> rows) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (rows.isEmpty()) {
            problems.add(new ConfigProblem(WebhookFields.ROUTES.key(), "must have at least one entry"));
        }
        Map<String, Integer> firstByPath = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            ConfigValues row = rows.get(i);
            String prefix = prefix(i);
            String from = row.get(RouteFields.FROM);
            Integer first = firstByPath.putIfAbsent(from, i);
            if (first != null) {
                problems.add(new ConfigProblem(
                        prefix + "from",
                        "'" + from + "' is the path of routes[" + first + "] already; a path has one route"));
            }
            if (RESERVED.contains(from)) {
                problems.add(new ConfigProblem(
                        prefix + "from", "'" + from + "' is the connector's own; choose another path"));
            }
            String to = row.get(RouteFields.TO);
            if (!DANUBE_TOPIC.matcher(to).matches()) {
                problems.add(
                        new ConfigProblem(
                                prefix + "to",
                                "'" + to
                                        + "' is no Danube topic; write /namespace/topic, each part of letters, digits, _ and -"));
            }
            row.find(RouteFields.KEY_FROM)
                    .map(KeySelector::parse)
                    .filter(selector -> !selector.fits(PathPattern.parse(from)))
                    .ifPresent(selector -> problems.add(new ConfigProblem(
                            prefix + "key_from", "'" + selector + "' names no segment in braces of '" + from + "'")));
            problems.addAll(AuthRules.problems(prefix, row));
            problems.addAll(LimitRules.problems(prefix, row));
        }
        return problems;
    }

    /** The routes of tables that have no {@link #problems}. */
    static List<Route> routes(ConfigValues values) {
        List<ConfigValues> rows = values.get(WebhookFields.ROUTES);
        Map<String, ProducerConfig> targets = targets(rows);
        List<Route> routes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ConfigValues row = rows.get(i);
            routes.add(new Route(
                    PathPattern.parse(row.get(RouteFields.FROM)),
                    Objects.requireNonNull(targets.get(row.get(RouteFields.TO))),
                    Set.copyOf(row.get(RouteFields.METHODS)),
                    row.find(RouteFields.KEY_FROM).map(KeySelector::parse),
                    row.get(RouteFields.SPLIT),
                    row.get(RouteFields.CLOUD_EVENTS),
                    AuthRules.read(prefix(i), row),
                    LimitRules.read(row).or(() -> LimitRules.read(values))));
        }
        return routes;
    }

    /** Of several routes to one topic the last decides, as in the Rust connector; a key on any of them keeps order. */
    private static Map<String, ProducerConfig> targets(List<ConfigValues> rows) {
        Set<String> ordered = new HashSet<>();
        Map<String, ProducerConfig> targets = new LinkedHashMap<>();
        for (ConfigValues row : rows) {
            String topic = row.get(RouteFields.TO);
            Optional<String> key = row.find(RouteFields.KEY_FROM);
            if (key.isPresent()) {
                ordered.add(topic);
            }
            targets.put(
                    topic,
                    new ProducerConfig(
                            topic,
                            Math.toIntExact(row.get(RouteFields.PARTITIONS)),
                            row.get(RouteFields.RELIABLE_DISPATCH),
                            ordered.contains(topic) ? Ordering.KEY : Ordering.NONE));
        }
        return targets;
    }

    private static String prefix(int index) {
        return "routes[" + index + "].";
    }
}
