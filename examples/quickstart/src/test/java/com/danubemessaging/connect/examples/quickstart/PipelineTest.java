package com.danubemessaging.connect.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {

    private static final long SOON = 30;
    private static final int ANY_PORT = 0;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(SOON, TimeUnit.SECONDS);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> post(int port, String event) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .timeout(Duration.ofSeconds(SOON))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anEventOverHttpBecomesALineOfTheFile() throws Exception {
        Path output = folder.resolve("records.jsonl");
        int port = freePort();
        try (Brokers brokers = Brokers.start(vertx, Map.of())) {
            Pipeline pipeline = Pipeline.deploy(vertx, brokers, output, ANY_PORT, Map.of());
            pipeline.awaitReady(vertx);
            assertThat(pipeline.addWebhook(vertx, brokers, output, port, Map.of()))
                    .isEmpty();

            HttpResponse<String> answer = post(port, "{\"celsius\": 21.5}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(pipeline.awaitDrained(vertx, 1, SOON)).isTrue();
            pipeline.stop();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(1);
        JsonObject line = new JsonObject(lines.get(0));
        assertThat(line.getString("topic")).isEqualTo(Pipeline.TOPIC);
        assertThat(line.getJsonObject("payload")).isEqualTo(JsonObject.of("celsius", 21.5));
    }

    @Test
    void aPortThatIsTakenLeavesTheRestRunning() throws Exception {
        Path output = folder.resolve("records.jsonl");
        try (Brokers brokers = Brokers.start(vertx, Map.of());
                ServerSocket taken = new ServerSocket(0)) {
            Pipeline pipeline = Pipeline.deploy(vertx, brokers, output, ANY_PORT, Map.of());
            pipeline.awaitReady(vertx);

            assertThat(pipeline.addWebhook(vertx, brokers, output, taken.getLocalPort(), Map.of()))
                    .isPresent();

            assertThat(pipeline.connectors()).hasSize(2);
            pipeline.stop();
        }
    }
}
