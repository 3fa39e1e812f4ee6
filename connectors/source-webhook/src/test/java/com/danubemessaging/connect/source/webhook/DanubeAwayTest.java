package com.danubemessaging.connect.source.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.ConnectRuntimeOptions;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders see of the running connector before Danube is there, and while it is away. */
class DanubeAwayTest {

    private static final String SCHEMA =
            """
            [[schemas]]
            topic = "/default/events"
            subject = "events"
            schema_type = "string"
            schema_file = ""
            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int danubePort = freePort();

    @AfterEach
    void closeEverything() throws Exception {
        vertx.close().await(20, SECONDS);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RunningConnector start(String tables) throws Exception {
        Map<String, String> environment = Map.of(
                "SERVER_HOST",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "DANUBE_SERVICE_URL",
                "http://127.0.0.1:" + danubePort);
        ConnectorConfig config = WebhookRig.load(WebhookRig.OPEN + tables, environment);
        return ConnectRuntime.create(vertx, config, new ConnectRuntimeOptions().setServeHttp(false))
                .deploy(new WebhookSourceProvider())
                .await(20, SECONDS);
    }

    private EmbeddedDanube startDanube() throws Exception {
        return EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setPort(danubePort))
                .await(20, SECONDS);
    }

    private static ConditionFactory waiting() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private int status(String page) throws Exception {
        return client.send(request(page).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> post() throws Exception {
        return client.send(
                request("/events").POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
    }

    private boolean isListening() {
        try {
            return status("/health") == 200;
        } catch (Exception refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SCHEMA})
    void beforeDanubeIsThereSendersAreToldToComeAgain(String schema) throws Exception {
        RunningConnector running = start(schema);
        waiting().until(this::isListening);

        assertThat(status("/ready")).isEqualTo(503);
        HttpResponse<String> refused = post();
        Answers.assertError(refused, 503, "Danube has not been reached yet; send the event again");
        assertThat(refused.headers().firstValue("retry-after")).hasValue("5");

        startDanube();
        waiting().until(() -> status("/ready") == 200);
        Answers.assertAccepted(post(), "/events", "/default/events");
        assertThat(running.terminated().isComplete()).as("ended meanwhile").isFalse();
    }

    @Test
    void anOutageShowsInReadinessWithoutAnyEvent() throws Exception {
        EmbeddedDanube danube = startDanube();
        start("");
        waiting().until(() -> isListening() && status("/ready") == 200);

        danube.stopListening().await(10, SECONDS);
        waiting().until(() -> status("/ready") == 503);
        waiting().during(Duration.ofSeconds(2)).until(() -> status("/ready") == 503);
        danube.resumeListening().await(10, SECONDS);

        waiting().until(() -> status("/ready") == 200);
    }

    @Test
    void aTakenPortEndsTheStartAlthoughDanubeIsAway() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            RunningConnector running = start("");

            assertThat(running.terminated().await(20, SECONDS).reason())
                    .isEqualTo("server.port: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use; choose another server.port or stop the process that has it");
        }
    }

    @Test
    void aStopBeforeDanubeIsThereClosesThePort() throws Exception {
        RunningConnector running = start("");
        waiting().until(this::isListening);

        running.stop().await(20, SECONDS);

        assertThat(isListening()).isFalse();
        assertThat(running.terminated().await(1, SECONDS).failed()).isFalse();
    }
}
