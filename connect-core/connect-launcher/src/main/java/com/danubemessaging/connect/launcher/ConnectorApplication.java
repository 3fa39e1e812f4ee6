package com.danubemessaging.connect.launcher;

import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.util.List;

/**
 * Vert.x's launcher, used as a part: it reads Vert.x's flags and system properties, builds the Vert.x and deploys into
 * it. It neither prints its own usage, which would hide ours, nor ends the JVM, which is the main thread's.
 */
final class ConnectorApplication extends VertxApplication {

    ConnectorApplication(List<String> arguments, VertxApplicationHooks hooks) {
        super(arguments.toArray(String[]::new), hooks, false, false);
    }
}
