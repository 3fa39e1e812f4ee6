package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object per line, for log collectors. Thread-safe.
 *
 * <pre>{@code
 * {"timestamp":"2026-03-01T10:00:00.123456Z","level":"INFO","logger":"com…","message":"text",
 *  "fields":{"key":"value"},"error":{"type":"java.io.IOException","message":"…","stack_trace":"…"}}
 * }</pre>
 *
 * <p>{@code fields} and {@code error} are left out where there is nothing to say. Numbers and booleans among the fields
 * keep their type, everything else is text.
 */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    @Override
    public String doLayout(ILoggingEvent event) {
        JsonObject line = new JsonObject()
                .put("timestamp", Timestamp.of(event.getInstant()))
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("message", event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null && !pairs.isEmpty()) {
            line.put("fields", fields(pairs));
        }
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            line.put("error", error(failure));
        }
        return line.encode() + "\n";
    }

    private static JsonObject fields(List<KeyValuePair> pairs) {
        JsonObject fields = new JsonObject();
        for (KeyValuePair pair : pairs) {
            boolean typed = pair.value instanceof Number || pair.value instanceof Boolean;
            fields.put(pair.key, typed ? pair.value : String.valueOf(pair.value));
        }
        return fields;
    }

    private static JsonObject error(IThrowableProxy failure) {
        return new JsonObject()
                .put("type", failure.getClassName())
                .put("message", failure.getMessage())
                .put("stack_trace", ThrowableProxyUtil.asString(failure));
    }
}
