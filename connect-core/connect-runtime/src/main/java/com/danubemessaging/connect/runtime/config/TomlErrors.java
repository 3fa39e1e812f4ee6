package com.danubemessaging.connect.runtime.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages of jackson-dataformat-toml 2.18 in words for the author of a file. A message that is not listed is
 * passed on without the text that it may quote.
 */
final class TomlErrors {

    private static final Pattern UNEXPECTED = Pattern.compile("Unexpected token: Got (\\w+), expected (.+)");
    private static final Pattern QUOTED = Pattern.compile("\\s*\\(?'.*'\\)?");

    private static final String DUPLICATE_KEY = "Duplicate key";

    private static final Map<String, String> SENTENCES = Map.of(
            "Newline not permitted here",
            "the line ends too early: a value, a quote or a bracket is missing",
            "Comment not permitted here",
            "a comment is not allowed here: a value is missing",
            "Premature end of file",
            "the file ends too early: a value, a quote or a bracket is missing",
            "EOF in wrong state",
            "the file ends too early: a value, a quote or a bracket is missing",
            DUPLICATE_KEY,
            "the key is given twice in its table",
            "Table redefined",
            "the table is given twice; put its keys together",
            "Trailing comma not permitted for inline tables",
            "a comma before '}' is not allowed",
            "More data after value has already ended. Invalid value preceding this position?",
            "',' or the end of the value is missing before this",
            "Unknown escape sequence",
            "unknown escape after '\\'; put paths and patterns into single quotes");

    private static final Map<String, String> TOKENS = Map.ofEntries(
            Map.entry("UNQUOTED_KEY", "a key"),
            Map.entry("DOT_SEP", "'.'"),
            Map.entry("STRING", "a string"),
            Map.entry("TRUE", "true"),
            Map.entry("FALSE", "false"),
            Map.entry("OFFSET_DATE_TIME", "a date"),
            Map.entry("LOCAL_DATE_TIME", "a date"),
            Map.entry("LOCAL_DATE", "a date"),
            Map.entry("LOCAL_TIME", "a time"),
            Map.entry("FLOAT", "a number"),
            Map.entry("INTEGER", "a number"),
            Map.entry("STD_TABLE_OPEN", "'['"),
            Map.entry("STD_TABLE_CLOSE", "']'"),
            Map.entry("INLINE_TABLE_OPEN", "'{'"),
            Map.entry("INLINE_TABLE_CLOSE", "'}'"),
            Map.entry("ARRAY_TABLE_OPEN", "'[['"),
            Map.entry("ARRAY_TABLE_CLOSE", "']]'"),
            Map.entry("ARRAY_OPEN", "'['"),
            Map.entry("ARRAY_CLOSE", "']'"),
            Map.entry("KEY_VAL_SEP", "'='"),
            Map.entry("COMMA", "','"),
            Map.entry("ARRAY_WS_COMMENT_NEWLINE", "a line break"),
            Map.entry("key or table", "a key or a table"),
            Map.entry("quoted or unquoted key", "a key"),
            Map.entry("value", "a value"),
            Map.entry("comma or table end", "',' or '}'"),
            Map.entry("comma or array end", "',' or ']'"));

    private TomlErrors() {}

    /**
     * One clause without a full stop.
     *
     * @param message of the parser
     * @param character that stands where the parser stopped; empty at the end of a line
     */
    static String describe(@Nullable String message, String character) {
        if (message == null) {
            return "this is not TOML";
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            return "found " + token(unexpected.group(1)) + " where " + token(unexpected.group(2)) + " belongs";
        }
        if (message.startsWith("Unknown token")) {
            return unknownToken(character);
        }
        String sentence = SENTENCES.get(message);
        if (sentence != null) {
            return sentence;
        }
        if (message.startsWith("Path into existing")) {
            return "the name already stands for a value of another kind";
        }
        String unquoted = QUOTED.matcher(message).replaceAll("");
        return unquoted.isEmpty()
                ? "this is not TOML"
                : unquoted.substring(0, 1).toLowerCase(Locale.ROOT) + unquoted.substring(1);
    }

    /** Whether the parser has already read on to the next token, perhaps on a later line, when it says this. */
    static boolean isNoticedLate(@Nullable String message) {
        return DUPLICATE_KEY.equals(message);
    }

    private static String token(String name) {
        return TOKENS.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }

    /** Letters and digits may belong to a secret that was written without quotes. */
    private static String unknownToken(String character) {
        if (character.isEmpty()) {
            return "the line ends too early: a value, a quote or a bracket is missing";
        }
        int codePoint = character.codePointAt(0);
        if (Character.isWhitespace(codePoint)) {
            return "found a space where none belongs";
        }
        if (Character.isLetter(codePoint)) {
            return "found a letter where none belongs; text stands in quotes";
        }
        if (Character.isDigit(codePoint)) {
            return "found a digit where none belongs; text stands in quotes";
        }
        return "found '" + character + "' where it does not belong";
    }
}
