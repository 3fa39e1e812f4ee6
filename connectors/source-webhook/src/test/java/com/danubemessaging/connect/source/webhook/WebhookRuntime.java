package com.danubemessaging.connect.source.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
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

/** The connector in the real runtime, a Danube broker that the test starts when it likes, and a sender. */
final class WebhookRuntime implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int danubePort = freePort();

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return port;
    }

    RunningConnector start(String toml) throws Exception {
        Map<String, String> environment = Map.of(
                "SERVER_HOST",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "DANUBE_SERVICE_URL",
                "http://127.0.0.1:" + danubePort);
        ConnectorConfig config = WebhookRig.load(toml, environment);
        return ConnectRuntime.create(vertx, config, new ConnectRuntimeOptions().setServeHttp(false))
                .deploy(new WebhookSourceProvider())
                .await(20, SECONDS);
    }

    EmbeddedDanube startDanube() throws Exception {
        return EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setPort(danubePort))
                .await(20, SECONDS);
    }

    static ConditionFactory waiting() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    int status(String page) throws Exception {
        return client.send(request(page).build(), BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<String> post(String body) throws Exception {
        return client.send(
                request("/events").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    boolean isListening() {
        try {
            return status("/health") == 200;
        } catch (Exception refused) {
            return false;
        }
    }

    boolean isReady() throws Exception {
        return isListening() && status("/ready") == 200;
    }

    @Override
    public void close() throws Exception {
        vertx.close().await(20, SECONDS);
    }
}
