package com.danubemessaging.connect.source.mqtt;

import java.nio.charset.StandardCharsets;

/**
 * A legal MQTT topic filter and its matching, as MQTT 3.1.1 section 4.7 says; also a shared subscription
 * {@code $share/<group>/<filter>}, whose messages carry topics that match {@code <filter>} alone. Immutable.
 */
final class TopicFilter {

    /** MQTT 3.1.1, 1.5.3: a string has at most 65,535 bytes of UTF-8. */
    private static final int MAX_BYTES = 65_535;

    /** MQTT 5.0, 4.8.2; brokers that speak 3.1.1 offer the same form. */
    private static final String SHARE = "$share";

    private final String text;
    private final String pattern;
    private final boolean startsWithWildcard;

    private TopicFilter(String text, String pattern) {
        this.text = text;
        this.pattern = pattern;
        this.startsWithWildcard = pattern.charAt(0) == '+' || pattern.charAt(0) == '#';
    }

    /**
     * Checks a filter.
     *
     * @throws IllegalArgumentException whose message names the rule that is broken, without the filter
     */
    static TopicFilter parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a filter has at least one character (MQTT 3.1.1, 4.7.3)");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a filter must not contain the character U+0000 (MQTT 3.1.1, 4.7.3)");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a filter has at most " + MAX_BYTES + " bytes (MQTT 3.1.1, 4.7.3)");
        }
        String pattern = withoutShare(text);
        checkWildcards(pattern);
        return new TopicFilter(text, pattern);
    }

    private static String withoutShare(String text) {
        if (!text.equals(SHARE) && !text.startsWith(SHARE + '/')) {
            return text;
        }
        int groupStart = SHARE.length() + 1;
        int groupEnd = text.indexOf('/', groupStart);
        if (groupEnd <= groupStart || groupEnd == text.length() - 1) {
            throw new IllegalArgumentException("a shared subscription reads $share/<group>/<filter> (MQTT 5.0, 4.8.2)");
        }
        String group = text.substring(groupStart, groupEnd);
        if (group.indexOf('+') >= 0 || group.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "the group of a shared subscription must not contain + or # (MQTT 5.0, 4.8.2)");
        }
        return text.substring(groupEnd + 1);
    }

    private static void checkWildcards(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean fillsItsLevel = (i == 0 || pattern.charAt(i - 1) == '/')
                    && (i == pattern.length() - 1 || pattern.charAt(i + 1) == '/');
            if (c == '+' && !fillsItsLevel) {
                throw new IllegalArgumentException("+ must fill a whole level, as in a/+/b (MQTT 3.1.1, 4.7.1.3)");
            }
            if (c == '#' && !(fillsItsLevel && i == pattern.length() - 1)) {
                throw new IllegalArgumentException(
                        "# must be the last level and fill it, as in a/b/# (MQTT 3.1.1, 4.7.1.2)");
            }
        }
    }

    /**
     * Whether messages of this topic belong to the filter. Allocates nothing: it is called for each message and route.
     *
     * @param topic a topic name, without wildcards
     */
    boolean matches(String topic) {
        if (startsWithWildcard && topic.startsWith("$")) {
            // MQTT 3.1.1, 4.7.2: a leading wildcard does not reach the broker's own topics.
            return false;
        }
        int at = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                int levelEnd = topic.indexOf('/', at);
                at = levelEnd < 0 ? topic.length() : levelEnd;
            } else if (at < topic.length() && topic.charAt(at) == c) {
                at++;
            } else {
                // MQTT 3.1.1, 4.7.1.2: # includes the parent level, so a/# matches a.
                return at == topic.length() && isTail(i, "/#");
            }
        }
        return at == topic.length();
    }

    private boolean isTail(int from, String tail) {
        return pattern.length() - from == tail.length() && pattern.startsWith(tail, from);
    }

    /** The filter as it is sent to the broker. */
    String text() {
        return text;
    }

    /** The filter as it is sent to the broker. */
    @Override
    public String toString() {
        return text;
    }
}
