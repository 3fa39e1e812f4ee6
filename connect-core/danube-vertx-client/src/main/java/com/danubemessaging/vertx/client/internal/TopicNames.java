package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of topic and partition names.
 *
 * <p>The client is stricter than the broker (Danube protocol: topic name check), which lets other alphabets and empty
 * parts pass that fail later.
 */
public final class TopicNames {

    private static final Pattern TOPIC = Pattern.compile("/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+");
    private static final String PARTITION_MARK = "-part-";
    private static final Pattern PARTITION = Pattern.compile("(.+)" + PARTITION_MARK + "(\\d{1,9})");

    private TopicNames() {}

    /** The complaint about a name, or null if it is a topic name. */
    public static @Nullable DanubeException problem(String topic) {
        if (TOPIC.matcher(topic).matches()) {
            return null;
        }
        return new DanubeException(
                Kind.CONFIGURATION,
                "Topic name '" + topic
                        + "' must look like /namespace/name, both parts of letters A-Z a-z, digits, _ and - only");
    }

    /** The name of one partition. */
    public static String partition(String topic, int index) {
        return topic + PARTITION_MARK + index;
    }

    /** The number of the partition of {@code base} that {@code name} is, or -1 if it is none. */
    public static int partitionIndex(String base, String name) {
        Matcher matcher = PARTITION.matcher(name);
        if (!matcher.matches() || !base.equals(matcher.group(1))) {
            return -1;
        }
        return Integer.parseInt(matcher.group(2));
    }

    /**
     * What of a broker's answer to TopicPartitions really belongs to the topic, in numerical order. Brokers list every
     * topic whose name starts with the base, in byte order.
     */
    public static List<String> ownPartitions(String base, List<String> listed) {
        if (listed.contains(base)) {
            return List.of(base);
        }
        return listed.stream()
                .filter(name -> partitionIndex(base, name) >= 0)
                .sorted(Comparator.comparingInt(name -> partitionIndex(base, name)))
                .toList();
    }
}
