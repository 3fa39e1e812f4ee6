package com.danubemessaging.connect.launcher.logging;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of our loggers the target of a {@code RUST_LOG} directive stands for.
 *
 * <p>A connector's crate, {@code danube_source_mqtt}, is its package; {@code danube_connect_core} is everything of
 * Connect that is not a connector; {@code danube_client} is the Danube client. Modules within a crate have no
 * counterpart and stand for the whole crate. A name with a dot is taken for a Java logger as it is.
 */
final class RustModules {

    private static final String CONNECT = "com.danubemessaging.connect.";
    private static final List<String> CORE =
            List.of(CONNECT + "api", CONNECT + "engine", CONNECT + "launcher", CONNECT + "runtime");
    private static final List<String> CLIENT = List.of("com.danubemessaging.vertx.client");
    private static final Pattern CONNECTOR = Pattern.compile("danube_(source|sink)_([a-z0-9_]+)");

    private RustModules() {}

    /** The loggers; none if the module is not part of this process. */
    static List<String> loggers(String target) {
        if (target.indexOf('.') >= 0) {
            return List.of(target);
        }
        int path = target.indexOf("::");
        String crate = (path < 0 ? target : target.substring(0, path)).replace('-', '_');
        Matcher connector = CONNECTOR.matcher(crate);
        if (connector.matches()) {
            return List.of(
                    CONNECT + connector.group(1) + '.' + connector.group(2).replace("_", ""));
        }
        return switch (crate) {
            case "danube_connect_core" -> CORE;
            case "danube_client" -> CLIENT;
            default -> List.of();
        };
    }
}
