package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the tables of {@code mqtt.routes} into {@link Route}s, or says what is wrong with them. */
final class RouteRules {

    /** Danube protocol, topic names: two parts of letters, digits, {@code _} and {@code -}. */
    private static final Pattern DANUBE_TOPIC = Pattern.compile("/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+");

    private RouteRules() {}

    /**
     * What is wrong, in the order of the file, a contradiction about one topic once; empty if {@link #routes} will
     * succeed.
     */
    static List<ConfigProblem> problems(List<ConfigValues> rows) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, Integer> firstByTopic = new HashMap<>();
        Set<String> conflicting = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            ConfigValues row = rows.get(i);
            String from = row.get(MqttFields.FROM);
            try {
                TopicFilter.parse(from);
            } catch (IllegalArgumentException e) {
                problems.add(new ConfigProblem(
                        key(i, "from"), "'" + from + "' is no legal MQTT topic filter: " + e.getMessage()));
            }
            String to = row.get(MqttFields.TO);
            if (!DANUBE_TOPIC.matcher(to).matches()) {
                problems.add(
                        new ConfigProblem(
                                key(i, "to"),
                                "'" + to
                                        + "' is no Danube topic; write /namespace/topic, each part of letters, digits, _ and -"));
            }
            Integer earlier = firstByTopic.putIfAbsent(to, i);
            int first = earlier == null ? i : earlier;
            boolean expected = isReliable(rows.get(first));
            if (isReliable(row) != expected && conflicting.add(to)) {
                problems.add(new ConfigProblem(
                        key(i, "reliable_dispatch"),
                        "is " + isReliable(row) + " for topic " + to + ", but mqtt.routes[" + first
                                + "] writes the same topic with " + expected
                                + "; a topic has one dispatch mode, so set reliable_dispatch alike on both"));
            }
        }
        return problems;
    }

    /** The routes of tables that have no {@link #problems}. */
    static List<Route> routes(List<ConfigValues> rows) {
        List<Route> routes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ConfigValues row = rows.get(i);
            ProducerConfig target = new ProducerConfig(
                    row.get(MqttFields.TO),
                    Math.toIntExact(row.get(MqttFields.PARTITIONS)),
                    isReliable(row),
                    Ordering.KEY);
            routes.add(new Route(i, TopicFilter.parse(row.get(MqttFields.FROM)), row.get(MqttFields.QOS), target));
        }
        return routes;
    }

    /** Without {@code reliable_dispatch}, the QoS decides: what may be lost on the way need not be kept. */
    private static boolean isReliable(ConfigValues row) {
        return row.find(MqttFields.RELIABLE_DISPATCH).orElse(row.get(MqttFields.QOS) != Qos.AT_MOST_ONCE);
    }

    private static String key(int index, String name) {
        return "mqtt.routes[" + index + "]." + name;
    }
}
