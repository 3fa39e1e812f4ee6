package com.danubemessaging.connect.launcher;

import static org.awaitility.Awaitility.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker in this JVM, new for every test, and connectors in processes beside it. */
@ExtendWith(VertxExtension.class)
abstract class ProcessTest {

    static final String TOPIC = "/default/ticks";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    EmbeddedDanube danube;

    @BeforeEach
    void startBroker(Vertx vertx) throws TimeoutException {
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, TimeUnit.SECONDS);
    }

    /** Starts a ticker with these lines of TOML beside the required ones. */
    ConnectorProcess start(String tables, int metricsPort, Map<String, String> environment, String... arguments)
            throws IOException {
        String text =
                """
                connector_name = "ticker"
                danube_service_url = "%s"
                state_dir = "%s"
                [processing]
                metrics_port = %d
                %s
                """
                        .formatted(danube.serviceUrl(), folder.resolve("state"), metricsPort, tables);
        Path file = Files.writeString(folder.resolve("connector.toml"), text);
        Map<String, String> all = new HashMap<>(environment);
        all.put("CONNECTOR_CONFIG_PATH", file.toString());
        return ConnectorProcess.start(all, arguments);
    }

    ConnectorProcess start(String tables) throws IOException {
        return start(tables, 0, Map.of());
    }

    /** Waits until the connector is under load. */
    void awaitRecords(ConnectorProcess process, long count) {
        await("records in the topic")
                .atMost(ConnectorProcess.PATIENCE)
                .failFast("the process ended: " + process, () -> !process.isAlive())
                .until(() -> published() >= count);
    }

    /** How many records the broker has taken. */
    long published() {
        try {
            return danube.topics()
                    .compose(topics -> topics.contains(TOPIC)
                            ? danube.topic(TOPIC).map(stats -> stats.published())
                            : Future.succeededFuture(0L))
                    .await(10, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            throw new IllegalStateException("the broker does not answer", silent);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
