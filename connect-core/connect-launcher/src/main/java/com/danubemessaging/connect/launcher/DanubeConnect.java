package com.danubemessaging.connect.launcher;

import com.danubemessaging.connect.launcher.logging.Logging;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The main class of every connector's fat jar.
 *
 * <pre>{@code
 * CONNECTOR_CONFIG_PATH=/etc/connector.toml java -jar source-mqtt-fat.jar
 * java -jar source-mqtt-fat.jar check --strict connector.toml
 * java -jar source-mqtt-fat.jar describe --format toml
 * }</pre>
 *
 * <p>The commands explain themselves with {@code --help}; {@link ExitCode} lists how the process ends.
 */
public final class DanubeConnect {

    /** How long what is still open may delay the end; nothing that must not be lost is open by then. */
    private static final long EXIT_LIMIT_SECONDS = 1;

    private DanubeConnect() {}

    /** Runs a command and ends the JVM. */
    public static void main(String[] args) {
        Logging.routeVertxToSlf4j();
        leaveFlightRecorderAlone();
        exit(execute(args));
    }

    /**
     * Netty 4.2 reports allocations to the JVM's flight recorder. The classes for that cost a tenth of the start and
     * are of no use unless somebody records: then {@code -Dio.netty.jfr.enabled=true} brings them back.
     */
    private static void leaveFlightRecorderAlone() {
        String property = "io.netty.jfr.enabled";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "false");
        }
    }

    private static int execute(String... args) {
        try {
            return Commands.execute(Surroundings.ofThisProcess(), args);
        } catch (Throwable broken) { // an Error, such as a class that is missing; nothing else gets here
            System.err.println("Error: " + broken);
            broken.printStackTrace();
            return ExitCode.FAILURE.code();
        }
    }

    /**
     * Ends the JVM in any case: event loops are no daemons, so returning from {@code main} does not, and a shutdown
     * hook that hangs (Vert.x's waits two minutes for a verticle) must not either.
     */
    private static void exit(int code) {
        CompletableFuture.delayedExecutor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(() -> Runtime.getRuntime().halt(code));
        System.exit(code);
    }
}
