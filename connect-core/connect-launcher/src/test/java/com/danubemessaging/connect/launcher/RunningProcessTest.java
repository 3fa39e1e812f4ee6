package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a running process shows of itself. */
class RunningProcessTest extends ProcessTest {

    private static final String SECRET = "canary-8d1f";
    private static final Duration SOON = Duration.ofSeconds(15);

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(SOON)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void metricsOfVertxTheJvmAndTheConnectorAreOnOnePage() throws Exception {
        int port = freePort();
        try (ConnectorProcess process = start("", port, Map.of())) {
            awaitRecords(process, 20);

            String metrics = get(port, "/metrics");

            assertThat(metrics)
                    .contains("danube_connector_messages_processed_total")
                    .contains("danube_connector_health")
                    .contains("vertx_")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("vertx_http_");
        }
    }

    @Test
    void requestsToDanubeAreCountedByVertxOnDemand() throws Exception {
        int port = freePort();
        try (ConnectorProcess process = start(
                "",
                port,
                Map.of(),
                "--options",
                "{\"metricsOptions\":{\"disabledMetricsCategories\":[\"http.server\"]}}")) {
            awaitRecords(process, 20);

            assertThat(get(port, "/metrics")).contains("vertx_http_client_requests");
        }
    }

    @Test
    void vertxMetricsCanBeSwitchedOff() throws Exception {
        int port = freePort();
        try (ConnectorProcess process =
                start("", port, Map.of(), "--options", "{\"metricsOptions\":{\"enabled\":false}}")) {
            awaitRecords(process, 20);

            assertThat(get(port, "/metrics"))
                    .contains("danube_connector_messages_processed_total")
                    .doesNotContain("vertx_");
        }
    }

    @Test
    void theFirstLineSaysWhatRuns() throws Exception {
        try (ConnectorProcess process = start("", 0, Map.of(), "run")) {
            awaitRecords(process, 1);

            assertThat(process.out()).noneMatch(line -> line.contains(" WARN "));
            assertThat(process.out().get(0))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z  INFO " + DanubeConnect.class.getName()
                                    + ": Starting source-ticker 1\\.2\\.3 connector=ticker config=\\S+connector\\.toml"
                                    + " danube=http://127\\.0\\.0\\.1:\\d+ metrics_port=0");
        }
    }

    @Test
    void jsonLogsAreJsonFromTheFirstToTheLastLine() throws Exception {
        Map<String, String> environment = Map.of(
                "LOG_FORMAT", "json",
                "RUST_LOG", "debug,io.netty=debug",
                "TICKER_PASSWORD", SECRET,
                "JAVA_TOOL_OPTIONS", "-Dvertx.options.nonsense=1");
        try (ConnectorProcess process = start("", 0, environment)) {
            awaitRecords(process, 1);
            process.signal("TERM");
            assertThat(process.awaitExit(SOON)).isZero();
            process.awaitLine("Stopped");

            assertThat(process.out()).isNotEmpty().allSatisfy(line -> assertThat(new JsonObject(line).fieldNames())
                    .contains("timestamp", "level", "logger", "message"));
            // Vert.x and Netty take the same way.
            assertThat(process.out())
                    .anyMatch(line -> line.contains("\"logger\":\"io.netty."))
                    .anyMatch(line -> line.contains("\"logger\":\"io.vertx.") && line.contains("nonsense"));
            assertThat(process.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void rustLogSelectsTheLoggersOfAModule() throws Exception {
        Map<String, String> environment = Map.of("RUST_LOG", "off,danube_connect_core=info");
        try (ConnectorProcess process = start("", 0, environment)) {
            awaitRecords(process, 1);
            process.signal("TERM");
            process.awaitExit(SOON);
            process.awaitLine("Stopped");

            // The ticker lies in the launcher's package, Vert.x does not.
            assertThat(process.out()).allMatch(line -> line.contains(" com.danubemessaging.connect."));
        }
    }

    @Test
    void aMistypedLevelIsWarnedAboutOnce() throws Exception {
        try (ConnectorProcess process = start("", 0, Map.of("LOG_LEVEL", "verbose"))) {
            awaitRecords(process, 1);

            assertThat(process.out())
                    .filteredOn(line -> line.contains("LOG_LEVEL: 'verbose' is ignored"))
                    .hasSize(1);
        }
    }
}
