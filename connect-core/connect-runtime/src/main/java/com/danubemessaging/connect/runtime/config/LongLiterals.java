package com.danubemessaging.connect.runtime.config;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Carries whole numbers of nineteen digits past the parser. jackson-dataformat-toml 2.18 takes their last digits only
 * and says nothing: 9223372036854775807 becomes 6854775807 (<a
 * href="https://github.com/FasterXML/jackson-dataformats-text/issues/663">issue 663</a>, mended in later releases). So
 * such a literal goes through the parser as a string behind a mark, and becomes a number again afterwards.
 */
final class LongLiterals {

    private static final String MARK = "\u0001";

    /** The mark as a TOML string writes it. */
    private static final String ESCAPED_MARK = "\\u0001";

    private static final Pattern NINETEEN_DIGITS = Pattern.compile("[0-9](?:_?[0-9]){18}");

    private static final String BASIC_LINES = "\"{3}(?:[^\"\\\\]++|\\\\.|\"{1,2}(?!\"))*+\"{3,5}";
    private static final String LITERAL_LINES = "'{3}(?:[^']++|'{1,2}(?!'))*+'{3,5}";
    private static final String BASIC = "\"(?:[^\"\\\\\n]++|\\\\.)*+\"";
    private static final String LITERAL = "'[^'\n]*+'";
    private static final String COMMENT = "#[^\n]*+";
    private static final String NUMBER =
            "(?<=[=,\\[\\s])(?<number>[+-]?[1-9](?:_?[0-9]){18})(?=[ \\t]*(?:[,\\]}#\\r\\n]|\\z))";

    /** Strings and comments come first, so that digits in them are passed over. */
    private static final Pattern TOKEN = Pattern.compile(
            String.join("|", BASIC_LINES, LITERAL_LINES, BASIC, LITERAL, COMMENT, NUMBER), Pattern.DOTALL);

    private LongLiterals() {}

    /** The text with marked literals; the same text if there is none. */
    static String protect(String toml) {
        if (!NINETEEN_DIGITS.matcher(toml).find()) {
            return toml;
        }
        Matcher matcher = TOKEN.matcher(toml);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String number = matcher.group("number");
            String token = number == null ? matcher.group() : '"' + ESCAPED_MARK + number.replace("_", "") + '"';
            matcher.appendReplacement(result, Matcher.quoteReplacement(token));
        }
        return matcher.appendTail(result).toString();
    }

    /** The parsed table with numbers where marked literals were. */
    static Map<String, Object> restore(Map<?, ?> table) {
        Map<String, Object> restored = new LinkedHashMap<>();
        // A header of nineteen digits looks like a number in an array, and is marked too.
        table.forEach((key, value) -> restored.put(key.toString().replace(MARK, ""), restoreValue(value)));
        return restored;
    }

    private static Object restoreValue(Object value) {
        if (value instanceof Map<?, ?> table) {
            return restore(table);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(LongLiterals::restoreValue).collect(Collectors.toList());
        }
        if (value instanceof String text
                && text.startsWith(MARK)
                && NINETEEN_DIGITS.matcher(text).find()) {
            return new BigInteger(text.substring(MARK.length()));
        }
        return value;
    }
}
