package com.danubemessaging.connect.launcher.logging;

/** Text from outside within a line of the log: no line breaks, no control characters that a terminal would obey. */
final class PlainText {

    private PlainText() {}

    /** Appends the text with control characters written as escapes, so that one event stays one line. */
    static void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    /** Appends the value of a pair; in quotes if it would not read as one word. */
    static void appendValue(StringBuilder out, String value) {
        boolean word = !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
        if (word) {
            append(out, value);
            return;
        }
        out.append('"');
        append(out, value.replace("\\", "\\\\").replace("\"", "\\\""));
        out.append('"');
    }
}
