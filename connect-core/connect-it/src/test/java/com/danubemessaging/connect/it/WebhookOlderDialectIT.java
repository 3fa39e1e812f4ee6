package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.vertx.client.Message;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files written for upstream's webhook source, with their environment, as its compose example has them: of version 0.2,
 * and of version 0.3 with a schema.
 */
class WebhookOlderDialectIT extends DanubeTest {

    private static final String CORE =
            """
            danube_service_url = "http://danube-core-broker:6650"
            connector_name = "webhook-source"

            [retry]
            max_retries = 3
            initial_interval_ms = 1000
            max_interval_ms = 30000

            [processing]
            batch_size = 100
            batch_timeout_ms = 1000
            metrics_port = %d
            log_level = "info"

            [server]
            host = "0.0.0.0"
            port = 8080
            timeout_seconds = 30
            max_body_size = 1048576

            [auth]
            type = "apikey"
            secret_env = "WEBHOOK_API_KEY"
            header = "x-api-key"

            """;

    private static final String VERSION_0_2 = CORE
            + """
            [rate_limit]
            requests_per_second = 100
            burst_size = 200
            per_ip_enabled = true
            per_ip_requests_per_second = 10

            [[endpoints]]
            path = "/webhooks/payments"
            danube_topic = "/default/payments"
            partitions = 0
            reliable_dispatch = true

            [[endpoints]]
            path = "/webhooks/metrics"
            danube_topic = "/default/metrics"
            partitions = 2
            """;

    private static final String VERSION_0_3 = CORE
            + """
            [[routes]]
            from = "/webhooks/payments"
            to = "/default/payments"
            partitions = 0
            reliable_dispatch = true

            [routes.rate_limit]
            requests_per_second = 50
            burst_size = 100
            per_ip_enabled = false

            [[routes]]
            from = "/webhooks/notes"
            to = "/default/notes"
            reliable_dispatch = true

            [[schemas]]
            topic = "/default/notes"
            subject = "webhook-notes"
            schema_type = "string"
            schema_file = ""
            auto_register = true
            version_strategy = "latest"
            """;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KEY = "s3cret";

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private int metricsPort;

    @BeforeEach
    void choosePorts() throws Exception {
        port = Ports.free();
        metricsPort = Ports.free();
    }

    private JarProcess start(String toml) throws Exception {
        Path file = Files.writeString(folder.resolve("connector.toml"), toml.formatted(metricsPort));
        JarProcess webhook = closedLater(JarProcess.start(
                FatJar.SOURCE_WEBHOOK,
                "webhook",
                folder,
                Map.of(
                        "CONNECTOR_CONFIG_PATH",
                        file.toString(),
                        "DANUBE_SERVICE_URL",
                        danubeUrl(),
                        "CONNECTOR_NAME",
                        "webhook-source",
                        "SERVER_PORT",
                        Integer.toString(port),
                        "WEBHOOK_API_KEY",
                        KEY,
                        "RUST_LOG",
                        "info,danube_source_webhook=debug")));
        AdminPage page = new AdminPage(metricsPort);
        waiting("the source is ready", JarProcess.PATIENCE).until(page::isReady);
        return webhook;
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-API-Key", key)
                        .header("X-Forwarded-For", "192.0.2.7")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private void assertAccepted(String path, String topic, String body) throws Exception {
        HttpResponse<String> response = post(path, KEY, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("endpoint", path)
                        .put("status", "accepted")
                        .put("topic", topic));
    }

    private DeadLetterReader read(String topic) throws Exception {
        return closedLater(DeadLetterReader.open(vertx, danubeUrl(), topic));
    }

    private Message awaitOne(DeadLetterReader reader) {
        waiting("a record", SOON).until(() -> reader.messages().size() == 1);
        return reader.messages().get(0);
    }

    @Test
    void aFileOfVersion02RunsAsItIs() throws Exception {
        JarProcess webhook = start(VERSION_0_2);
        DeadLetterReader payments = read("/default/payments");

        assertThat(post("/webhooks/payments", "wrong", "{}").statusCode()).isEqualTo(401);
        assertAccepted("/webhooks/payments", "/default/payments", "{\"amount\": 12.50}");
        assertAccepted("/webhooks/metrics", "/default/metrics", "{\"n\":1}");

        Message record = awaitOne(payments);
        assertThat(record.payload().toString()).isEqualTo("{\"amount\": 12.50}");
        assertThat(record.attributes())
                .containsEntry("webhook.source", "webhook-source")
                .containsEntry("webhook.endpoint", "/webhooks/payments")
                .containsEntry("webhook.ip", "192.0.2.7");
        assertThat(danube.topics().await(10, SECONDS)).contains("/default/metrics-part-0", "/default/metrics-part-1");
        assertThat(statuses("/webhooks/payments", 30))
                .as("ten a second for an address, two hundred at once")
                .containsOnly(200);
        webhook.assertNothingUnexpectedWasLogged();
    }

    private List<Integer> statuses(String path, int requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(post(path, KEY, "{}").statusCode());
        }
        return statuses;
    }

    @Test
    void aFileOfVersion03WithASchemaRunsAsItIs() throws Exception {
        JarProcess webhook = start(VERSION_0_3);
        DeadLetterReader payments = read("/default/payments");
        DeadLetterReader notes = read("/default/notes");

        assertAccepted("/webhooks/payments", "/default/payments", "no JSON");
        assertAccepted("/webhooks/notes", "/default/notes", "no JSON either");

        Message payment = awaitOne(payments);
        assertThat(new JsonObject(payment.payload()))
                .isEqualTo(new JsonObject()
                        .put("data", "bm8gSlNPTg==")
                        .put("encoding", "base64")
                        .put("size", 7));
        assertThat(payment.schemaId()).isNull();
        Message note = awaitOne(notes);
        assertThat(note.payload().toString()).isEqualTo("no JSON either");
        assertThat(note.schemaId()).as("the schema's id").isNotNull();
        webhook.signal(Signal.TERM);
        assertThat(webhook.awaitExit(SOON)).isZero();
        webhook.assertNothingUnexpectedWasLogged();
    }
}
