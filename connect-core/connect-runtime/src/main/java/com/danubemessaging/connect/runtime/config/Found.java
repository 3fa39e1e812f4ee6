package com.danubemessaging.connect.runtime.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Raw values in words. Long text is cut, control characters and the password of an address are not shown. */
final class Found {

    private static final int LONGEST = 80;
    private static final Pattern ADDRESS_PASSWORD = Pattern.compile("(://[^/?#@:\\s]*:)\\S*@");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Found() {}

    /** With its type, after "found": {@code the string 'x'}, {@code the number 5}, {@code a table}. */
    static String typed(Object raw) {
        if (raw instanceof String text) {
            return "the string " + quoted(text);
        }
        if (raw instanceof Long || raw instanceof BigInteger) {
            return "the number " + raw;
        }
        if (raw instanceof Double) {
            return "the decimal number " + raw;
        }
        return raw instanceof Boolean ? "the boolean " + raw : typeOnly(raw);
    }

    /** The type without the value, for secrets. */
    static String typeOnly(Object raw) {
        if (raw instanceof String) {
            return "a string";
        }
        if (raw instanceof Long || raw instanceof BigInteger) {
            return "a number";
        }
        if (raw instanceof Double) {
            return "a decimal number";
        }
        if (raw instanceof Boolean) {
            return "a boolean";
        }
        if (raw instanceof Map) {
            return "a table";
        }
        return RawTree.isArrayOfTables(raw) ? "an array of tables" : "an array";
    }

    /** As the subject of a sentence: {@code 'x'}, {@code 5}, {@code the table}. */
    static String subject(Object raw) {
        if (raw instanceof String text) {
            return quoted(text);
        }
        if (raw instanceof Map) {
            return "the table";
        }
        return raw instanceof List ? "the array" : raw.toString();
    }

    /** The text in single quotes. */
    static String quoted(String text) {
        String safe = ADDRESS_PASSWORD.matcher(text).replaceAll("$1[hidden]@");
        String line = CONTROL.matcher(safe).replaceAll("?");
        return "'" + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + "'";
    }
}
