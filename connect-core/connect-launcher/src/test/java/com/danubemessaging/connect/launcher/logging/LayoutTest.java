package com.danubemessaging.connect.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LayoutTest {

    private final LoggerContext context = new LoggerContext();

    private LoggingEvent event(String logger, Level level, String message, @Nullable Throwable failure) {
        Logger target = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("test", target, level, message, failure, null);
        event.setInstant(Instant.parse("2026-03-01T10:00:00.123456789Z"));
        return event;
    }

    private LoggingEvent event(Level level, String message) {
        return event("a.Logger", level, message, null);
    }

    @Test
    void textIsLaidOutAsUpstreams() {
        LoggingEvent event = event(Level.INFO, "started");
        event.addKeyValuePair(new KeyValuePair("topic", "/default/a"));
        event.addKeyValuePair(new KeyValuePair("port", 9090));

        assertThat(new TextLayout(false).doLayout(event))
                .isEqualTo("2026-03-01T10:00:00.123456Z  INFO a.Logger: started topic=/default/a port=9090\n");
    }

    @Test
    void theLevelIsRightAlignedToFive() {
        assertThat(new TextLayout(false).doLayout(event(Level.ERROR, "x"))).contains("Z ERROR a.Logger: x");
        assertThat(new TextLayout(false).doLayout(event(Level.WARN, "x"))).contains("Z  WARN a.Logger: x");
    }

    @Test
    void aLineBreakFromOutsideCannotForgeALine() {
        LoggingEvent event = event(Level.INFO, "key a\n2026-03-01T10:00:00Z ERROR forged\u001b[31m");
        event.addKeyValuePair(new KeyValuePair("user", "b\r\nc=\"d\""));

        assertThat(new TextLayout(false).doLayout(event))
                .isEqualTo("2026-03-01T10:00:00.123456Z  INFO a.Logger: key a\\n2026-03-01T10:00:00Z ERROR forged"
                        + "\\u001b[31m user=\"b\\r\\nc=\\\"d\\\"\"\n");
    }

    @Test
    void aStackTraceFollowsTheLine() {
        String text =
                new TextLayout(false).doLayout(event("a.Logger", Level.ERROR, "broken", new IOException("disk full")));

        assertThat(text)
                .contains("a.Logger: broken\njava.io.IOException: disk full")
                .contains("\tat " + getClass().getName());
    }

    @Test
    void coloursSurroundTimeLevelAndLogger() {
        assertThat(new TextLayout(true).doLayout(event(Level.WARN, "x")))
                .isEqualTo("\u001b[2m2026-03-01T10:00:00.123456Z\u001b[0m \u001b[33m WARN\u001b[0m"
                        + " \u001b[2ma.Logger:\u001b[0m x\n");
    }

    @Test
    void jsonIsOneObjectPerLineWithTypedFields() {
        LoggingEvent event = event(Level.WARN, "two\nlines");
        event.addKeyValuePair(new KeyValuePair("offset", 7L));
        event.addKeyValuePair(new KeyValuePair("ready", false));
        event.addKeyValuePair(new KeyValuePair("nothing", null));

        String line = new JsonLayout().doLayout(event);

        assertThat(line.lines()).hasSize(1);
        assertThat(new JsonObject(line))
                .isEqualTo(new JsonObject()
                        .put("timestamp", "2026-03-01T10:00:00.123456Z")
                        .put("level", "WARN")
                        .put("logger", "a.Logger")
                        .put("message", "two\nlines")
                        .put(
                                "fields",
                                new JsonObject()
                                        .put("offset", 7)
                                        .put("ready", false)
                                        .put("nothing", "null")));
    }

    @Test
    void jsonCarriesTheErrorWithItsStackTrace() {
        String line = new JsonLayout().doLayout(event("a.Logger", Level.ERROR, "broken", new IOException("disk full")));

        JsonObject error = new JsonObject(line).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("java.io.IOException");
        assertThat(error.getString("message")).isEqualTo("disk full");
        assertThat(error.getString("stack_trace")).contains("\tat " + getClass().getName());
    }

    @Test
    void vertxLaunchersReportIsDroppedButItsWarningsPass() {
        VertxLauncherFilter filter = new VertxLauncherFilter();
        String launcher = "io.vertx.launcher.application.VertxApplication";

        assertThat(filter.decide(event(launcher, Level.INFO, "x", null))).isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(event(launcher, Level.ERROR, "x", null))).isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(event(launcher, Level.WARN, "x", null))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event("io.vertx.core", Level.ERROR, "x", null)))
                .isEqualTo(FilterReply.NEUTRAL);
    }
}
