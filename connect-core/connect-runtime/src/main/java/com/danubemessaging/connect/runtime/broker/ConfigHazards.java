package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import java.util.ArrayList;
import java.util.List;

/** Which of the broker's hazards apply to what is configured, without asking anybody. Stateless. */
final class ConfigHazards {

    /** Danube protocol: window of a reliable subscription, unless the broker is configured otherwise. */
    static final int DEFAULT_WINDOW = 10;

    private ConfigHazards() {}

    static List<Finding> of(List<ConsumerConfig> consumers, ConnectorConfig config) {
        List<Finding> findings = new ArrayList<>();
        for (ConsumerConfig consumer : consumers) {
            type(consumer, config, findings);
        }
        findings.addAll(
                names(consumers.stream().map(ConsumerConfig::topic).distinct().toList()));
        return findings;
    }

    /** Names of one connector that get in each other's way. */
    static List<Finding> names(List<String> topics) {
        List<Finding> findings = new ArrayList<>();
        for (String topic : topics) {
            for (String other : topics) {
                if (isBeginningOf(topic, other)) {
                    findings.add(begins(topic, other));
                }
            }
        }
        return findings;
    }

    private static void type(ConsumerConfig consumer, ConnectorConfig config, List<Finding> findings) {
        if (consumer.type() == SubscriptionType.KEY_SHARED) {
            findings.add(keyShared(consumer.topic()));
        } else if (consumer.type() == SubscriptionType.SHARED && !config.get(CoreFields.SOLE_READER)) {
            findings.add(Finding.hazard(
                    consumer.topic() + ": records that the broker skips cannot be noticed on a Shared subscription; set"
                            + " danube.sole_reader = true if this process is its only reader",
                    "H4"));
        }
    }

    static Finding keyShared(String topic) {
        return Finding.hazard(
                topic
                        + ": a KeyShared subscription loses what is in flight when a reader leaves, and drains a backlog at"
                        + " two records a second; use partitions with an Exclusive subscription",
                "H6 to H8");
    }

    /** Whether a name is the beginning of another one that is no partition of it. */
    static boolean isBeginningOf(String topic, String other) {
        return other.length() > topic.length()
                && other.startsWith(topic)
                && !other.substring(topic.length()).matches("-part-[0-9]+");
    }

    static Finding begins(String topic, String other) {
        return Finding.hazard(
                "the name " + topic + " is the beginning of " + other
                        + ": the broker refuses to create the shorter one while the longer exists; create it first, or end"
                        + " the names differently",
                "H1");
    }

    /**
     * Whether what the windows can hold fits.
     *
     * @param partitions of all topics together
     */
    static Finding window(int partitions, ConnectorConfig config) {
        long records = (long) partitions * DEFAULT_WINDOW;
        long most = config.get(CoreFields.MAX_IN_FLIGHT_RECORDS);
        String sentence = "with the broker's default window of " + DEFAULT_WINDOW + " records, " + partitions
                + " partition(s) may have " + records + " records in hand";
        if (records > 2 * most) {
            return Finding.hazard(
                    sentence + ", and processing.max_in_flight_records = " + most
                            + " lets half of that stay unread; set it to " + records + " or more",
                    "H5");
        }
        long bytes = config.get(CoreFields.MAX_IN_FLIGHT_BYTES) / Math.max(1, records);
        return Finding.fact(sentence + "; all of them fit into processing.max_in_flight_bytes if they have at most "
                + bytes + " bytes each (brokers do not tell their window, dispatch.max_unacked_messages; /ready shows"
                + " the most that was in hand)");
    }
}
