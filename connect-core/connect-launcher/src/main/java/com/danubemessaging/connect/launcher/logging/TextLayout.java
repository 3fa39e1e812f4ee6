package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * One line for people, laid out as upstream's: {@code 2026-03-01T10:00:00.123456Z INFO logger: text key=value}, the
 * time in UTC, the level right-aligned to five. A stack trace follows on lines of its own. Thread-safe.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final String DIM = "\u001b[2m";
    private static final String ITALIC = "\u001b[3m";
    private static final String RESET = "\u001b[0m";

    private final boolean coloured;

    TextLayout(boolean coloured) {
        this.coloured = coloured;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        paint(line, DIM, Timestamp.of(event.getInstant()));
        line.append(' ');
        paint(line, colour(event.getLevel()), String.format(Locale.ROOT, "%5s", event.getLevel()));
        line.append(' ');
        paint(line, DIM, event.getLoggerName() + ":");
        line.append(' ');
        PlainText.append(line, event.getFormattedMessage());
        appendPairs(line, event.getKeyValuePairs());
        line.append('\n');
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            line.append(ThrowableProxyUtil.asString(failure));
        }
        return line.toString();
    }

    private void appendPairs(StringBuilder line, List<KeyValuePair> pairs) {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            line.append(' ');
            paint(line, ITALIC, pair.key);
            line.append('=');
            PlainText.appendValue(line, String.valueOf(pair.value));
        }
    }

    private void paint(StringBuilder line, String style, String text) {
        if (coloured) {
            line.append(style).append(text).append(RESET);
        } else {
            line.append(text);
        }
    }

    private static String colour(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "\u001b[31m";
            case Level.WARN_INT -> "\u001b[33m";
            case Level.INFO_INT -> "\u001b[32m";
            case Level.DEBUG_INT -> "\u001b[34m";
            default -> "\u001b[35m";
        };
    }
}
