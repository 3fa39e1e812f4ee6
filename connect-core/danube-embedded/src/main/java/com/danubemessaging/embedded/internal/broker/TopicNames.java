package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import java.util.regex.Pattern;

/** The format of topic names and of partition names (Danube protocol: names, namespaces, partitions). */
final class TopicNames {

    private static final String PARTITION_MARK = "-part-";
    private static final Pattern FORMAT =
            Pattern.compile("[\\p{IsAlphabetic}\\p{N}_-]*/[\\p{IsAlphabetic}\\p{N}_-]*/[\\p{IsAlphabetic}\\p{N}_-]*");
    private static final Pattern PART = Pattern.compile("[\\p{IsAlphabetic}\\p{N}_-]*");
    private static final Pattern PARTITION_NUMBER = Pattern.compile("\\d+");

    private TopicNames() {}

    /**
     * Refuses names that are not of the form {@code /namespace/topic}.
     *
     * @throws BrokerException INVALID_ARGUMENT
     */
    static void check(String name) {
        if (!FORMAT.matcher(name).matches()) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT,
                    "topic name '" + name
                            + "' is not /namespace/topic with letters, digits, '_' and '-' in both parts");
        }
    }

    /** The namespace of a name that was checked. */
    static String namespaceOf(String name) {
        int first = name.indexOf('/');
        return name.substring(first + 1, name.indexOf('/', first + 1));
    }

    /** The name of a partition. */
    static String partition(String base, int number) {
        return base + PARTITION_MARK + number;
    }

    /** Whether a text can be the namespace of a topic's name. */
    static boolean isPart(String text) {
        return !text.isEmpty() && PART.matcher(text).matches();
    }

    /** Whether the name contains the mark of a partition. */
    static boolean isPartition(String name) {
        return name.contains(PARTITION_MARK);
    }

    /** What stands before the last mark of a partition. */
    static String baseOf(String partition) {
        return partition.substring(0, partition.lastIndexOf(PARTITION_MARK));
    }

    /** Whether {@code name} is {@code <base>-part-<number>}. */
    static boolean isPartitionOf(String name, String base) {
        String prefix = base + PARTITION_MARK;
        return name.startsWith(prefix)
                && PARTITION_NUMBER.matcher(name.substring(prefix.length())).matches();
    }
}
