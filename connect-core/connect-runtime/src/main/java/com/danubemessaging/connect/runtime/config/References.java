package com.danubemessaging.connect.runtime.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${env:NAME}} and {@code ${file:/path}} inside the strings of a file. {@code $${env:NAME}} stands for
 * the text {@code ${env:NAME}}. What was put in is not looked at again, and no problem shows it.
 */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{(env|file):([^}]*)}");

    private final Map<String, String> environment;
    private final Findings findings;

    References(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /**
     * A raw value after replacement.
     *
     * @param raw of the same shape as before
     * @param replaced whether anything was put in, so that the value must not be shown
     */
    record Resolved(Object raw, boolean replaced) {}

    /** Replaces in a string, in the strings of an array or of a table; empty after a problem has been reported. */
    Optional<Resolved> resolve(String path, Object raw) {
        int before = findings.problemCount();
        Resolved resolved = replaceIn(path, raw);
        return findings.problemCount() == before ? Optional.of(resolved) : Optional.empty();
    }

    private Resolved replaceIn(String path, Object raw) {
        if (raw instanceof String text) {
            return replaceInText(path, text);
        }
        boolean replaced = false;
        if (raw instanceof List<?> items) {
            List<Object> copy = new ArrayList<>(items.size());
            for (Object item : items) {
                Resolved resolved = replaceIn(path + '[' + copy.size() + ']', item);
                copy.add(resolved.raw());
                replaced |= resolved.replaced();
            }
            return new Resolved(copy, replaced);
        }
        if (raw instanceof Map<?, ?> table) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : table.entrySet()) {
                Resolved resolved = replaceIn(path + '.' + entry.getKey(), entry.getValue());
                copy.put(entry.getKey(), resolved.raw());
                replaced |= resolved.replaced();
            }
            return new Resolved(copy, replaced);
        }
        return new Resolved(raw, false);
    }

    private Resolved replaceInText(String path, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder result = new StringBuilder();
        boolean replaced = false;
        while (matcher.find()) {
            String reference = matcher.group();
            if (reference.startsWith("$$")) {
                matcher.appendReplacement(result, Matcher.quoteReplacement(reference.substring(1)));
            } else {
                String value = lookUp(path, reference, matcher.group(1), matcher.group(2));
                matcher.appendReplacement(result, Matcher.quoteReplacement(value));
                replaced = true;
            }
        }
        return new Resolved(matcher.appendTail(result).toString(), replaced);
    }

    private String lookUp(String path, String reference, String kind, String name) {
        if (name.isEmpty()) {
            findings.problem(path, reference + " names nothing; write ${env:NAME} or ${file:/path}");
            return "";
        }
        if (kind.equals("file")) {
            try {
                return SecretFile.read(name);
            } catch (IOException e) {
                findings.problem(path, "file " + name + ": " + FileFailure.describe(e));
                return "";
            }
        }
        String value = environment.get(name);
        if (value == null) {
            findings.problem(path, "environment variable " + name + ", named by " + reference + ", is not set");
            return "";
        }
        return value;
    }
}
