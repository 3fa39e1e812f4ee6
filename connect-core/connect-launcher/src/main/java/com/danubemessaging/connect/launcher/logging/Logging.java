package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.nio.charset.StandardCharsets;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs {@link LogSettings}. For the whole process; called again, it replaces what was installed.
 *
 * <p>An operator who wants another log entirely sets the system property {@code logback.configurationFile}, or puts
 * another SLF4J backend on the class path: then nothing is installed here.
 */
public final class Logging {

    private Logging() {}

    /**
     * Makes Vert.x log through SLF4J, where Netty goes by itself. To be called before any class of Vert.x is loaded.
     */
    public static void routeVertxToSlf4j() {
        String property = "vertx.logger-delegate-factory-class-name";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "io.vertx.core.logging.SLF4JLogDelegateFactory");
        }
    }

    /**
     * Logs from now on as the settings say.
     *
     * @param settings levels and form
     * @param standardError whether to write to standard error, because standard output belongs to a command's answer
     */
    public static void install(LogSettings settings, boolean standardError) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (System.getProperty("logback.configurationFile") != null || !(factory instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(settings.root());
        settings.loggers().forEach((name, level) -> context.getLogger(name).setLevel(level));
        root.addAppender(console(context, settings, standardError));
    }

    private static ConsoleAppender<ILoggingEvent> console(
            LoggerContext context, LogSettings settings, boolean standardError) {
        Layout<ILoggingEvent> layout =
                settings.format() == LogFormat.JSON ? new JsonLayout() : new TextLayout(settings.coloured());
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        VertxLauncherFilter filter = new VertxLauncherFilter();
        filter.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget((standardError ? ConsoleTarget.SystemErr : ConsoleTarget.SystemOut).getName());
        console.setEncoder(encoder);
        console.addFilter(filter);
        console.start();
        return console;
    }
}
