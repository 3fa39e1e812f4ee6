package com.danubemessaging.connect.source.webhook.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path, exact or with segments in braces that stand for any one segment that is not empty: {@code /devices/{id}/up}.
 * Immutable.
 */
public final class PathPattern {

    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9_-]+}");

    private final String text;
    private final String[] segments;
    private final Set<String> names;

    private PathPattern(String text, String[] segments, Set<String> names) {
        this.text = text;
        this.segments = segments;
        this.names = names;
    }

    /** Whether {@link #parse} takes the text. */
    public static boolean isValid(String text) {
        if (!text.startsWith("/")) {
            return false;
        }
        List<String> names = new ArrayList<>();
        for (String segment : split(text)) {
            if (VARIABLE.matcher(segment).matches()) {
                names.add(segment);
            } else if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
                return false;
            }
        }
        return names.size() == new HashSet<>(names).size();
    }

    /** Reads a text that {@link #isValid}. */
    public static PathPattern parse(String text) {
        String[] segments = split(text);
        Set<String> names = new HashSet<>();
        for (String segment : segments) {
            if (isVariable(segment)) {
                names.add(nameOf(segment));
            }
        }
        return new PathPattern(text, segments, Set.copyOf(names));
    }

    private static String[] split(String text) {
        return text.split("/", -1);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    /** Whether there is nothing in braces. */
    public boolean isExact() {
        return names.isEmpty();
    }

    /** Names of the segments in braces. */
    public Set<String> names() {
        return names;
    }

    /** What the segments in braces stand for in this path; null if it does not match. */
    @Nullable
    Map<String, String> match(String path) {
        String[] given = split(path);
        if (given.length != segments.length) {
            return null;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (isVariable(segments[i])) {
                if (given[i].isEmpty()) {
                    return null;
                }
                variables.put(nameOf(segments[i]), given[i]);
            } else if (!segments[i].equals(given[i])) {
                return null;
            }
        }
        return variables;
    }

    /** As in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}
