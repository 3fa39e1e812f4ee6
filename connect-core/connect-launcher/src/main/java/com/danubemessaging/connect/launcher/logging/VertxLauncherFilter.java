package com.danubemessaging.connect.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Drops what Vert.x's own launcher says about start and failure: ours says it in words of the connector, once, and
 * without the stack trace of a mistyped key. Its warnings about options that it ignores pass.
 */
final class VertxLauncherFilter extends Filter<ILoggingEvent> {

    private static final String LAUNCHER = "io.vertx.launcher.application.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean dropped = event.getLoggerName().startsWith(LAUNCHER) && event.getLevel() != Level.WARN;
        return dropped ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
