package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and alert rules ask for metrics that connectors have. */
class MonitoringIT {

    private static final String DASHBOARD = "helm/danube-connector/files/dashboard.json";
    private static final String ALERTS = "helm/danube-connector/files/alerts.yaml";
    private static final String ALERT_CASES = "connect-core/connect-it/src/test/resources/deploy/alerts-test.yaml";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static final Set<String> available = new TreeSet<>();

    @BeforeAll
    static void askConnectors() throws Exception {
        vertx = Vertx.vertx();
        EmbeddedDanube danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setAdminPort(0))
                .await(10, TimeUnit.SECONDS);
        Files.writeString(folder.resolve("in.txt"), "a line\n");
        available.addAll(scrape(
                danube,
                "hello-source",
                "[hello_source]\npath = \"in.txt\"\ntopic = \"/default/lines\"\n",
                "danube_connector_batch_size_count"));
        available.addAll(scrape(
                danube,
                "hello-sink",
                "[hello_sink]\npath = \"out.jsonl\"\ntopic = \"/default/lines\"\n",
                "danube_connect_sink_lag_records"));
        available.addAll(scrape(
                danube,
                "source-mqtt",
                """
                [mqtt]
                broker_host = "127.0.0.1"
                broker_port = 1
                client_id = "nobody"
                [[mqtt.routes]]
                from = "a"
                to = "/default/mqtt"
                """,
                "danube_connect_mqtt_connected"));
        available.addAll(scrape(
                danube,
                "source-webhook",
                """
                [server]
                host = "127.0.0.1"
                port = 0
                [auth]
                type = "none"
                [[routes]]
                from = "/a"
                to = "/default/webhooks"
                """,
                "danube_connect_webhook_connections"));
        available.addAll(Metrics.promised());
    }

    @AfterAll
    static void stop() {
        if (vertx != null) {
            vertx.close().await();
        }
    }

    private static Set<String> scrape(EmbeddedDanube danube, String connector, String tables, String awaited)
            throws Exception {
        int port = LocalPort.free();
        Path toml = Files.writeString(
                folder.resolve(connector + ".toml"),
                "connector_name = \"scraped\"\n[processing]\nmetrics_port = " + port + "\n" + tables);
        Path log = folder.resolve(connector + ".log");
        Process process = Command.of(
                        Java.PROGRAM,
                        "-jar",
                        Repository.fatJar(connector).orElseThrow().toString(),
                        toml.toString())
                .with("DANUBE_SERVICE_URL", danube.serviceUrl())
                .with("DANUBE_ADMIN_URL", "http://127.0.0.1:" + danube.adminPort())
                .start(folder, log);
        try {
            Page page = new Page(port);
            await(connector + " has " + awaited).atMost(SOON).ignoreExceptions().until(() -> Metrics.scraped(
                            page.get("metrics"))
                    .contains(awaited));
            return Metrics.scraped(page.get("metrics"));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Stream<JsonObject> rules() throws Exception {
        return Yaml.read(Repository.file(ALERTS)).getJsonArray("groups").stream()
                .map(JsonObject.class::cast)
                .flatMap(group -> group.getJsonArray("rules").stream())
                .map(JsonObject.class::cast);
    }

    private static Stream<JsonObject> queries() throws Exception {
        return new JsonObject(Repository.text(DASHBOARD))
                .getJsonArray("panels").stream()
                        .map(JsonObject.class::cast)
                        .flatMap(panel -> panel.getJsonArray("targets", new JsonArray()).stream())
                        .map(JsonObject.class::cast);
    }

    @Test
    void everyMetricOfTheDashboardExists() throws Exception {
        List<String> expressions =
                queries().map(query -> query.getString("expr")).toList();

        assertThat(expressions).hasSizeGreaterThan(15).allSatisfy(expression -> assertThat(Metrics.namesIn(expression))
                .as(expression)
                .isNotEmpty()
                .isSubsetOf(available));
    }

    @Test
    void everyMetricOfTheAlertRulesExists() throws Exception {
        List<String> expressions = rules().map(rule -> rule.getString("expr"))
                // The one that Prometheus itself has.
                .filter(expression -> !expression.startsWith("up{"))
                .toList();

        assertThat(expressions).hasSizeGreaterThan(6).allSatisfy(expression -> assertThat(Metrics.namesIn(expression))
                .as(expression)
                .isNotEmpty()
                .isSubsetOf(available));
    }

    /** The names above are found by a pattern; a misspelled one must not slip through it. */
    @Test
    void aNameThatNobodyHasIsNoticed() {
        assertThat(Metrics.namesIn("rate(danube_connector_messages_procesed_total{a=\"b\"}[5m]) > 0"))
                .containsExactly("danube_connector_messages_procesed_total")
                .doesNotContainAnyElementsOf(available);
    }

    @Test
    void everyRuleSaysHowBadItIsAndWhatToDo() throws Exception {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.getJsonObject("labels").getString("severity")).isIn("critical", "warning");
            assertThat(rule.getJsonObject("annotations").fieldNames())
                    .containsExactlyInAnyOrder("summary", "description");
        });
    }

    @Test
    void everySelectorOfARuleIsOneThatTheChartReplaces() throws Exception {
        assertThat(rules().map(rule -> rule.getString("expr")))
                .allSatisfy(expression -> assertThat(expression.replace("{job=\"danube-connect\"", ""))
                        .as("selectors without job in %s", expression)
                        .doesNotContain("{"));
        String rendered = HelmChart.withValues("prometheusRule.enabled=true")
                .one("PrometheusRule")
                .encode();
        assertThat(rendered)
                .contains("namespace=\\\"n\\\",service=\\\"r-danube-connector\\\"")
                .doesNotContain("danube-connect\\\"");
    }

    @Test
    void promtoolAcceptsTheRulesOfComposeAndOfTheChart() throws Exception {
        String promtool = Tool.PROMTOOL.orSkip();
        JsonObject ofChart = HelmChart.withValues("prometheusRule.enabled=true")
                .one("PrometheusRule")
                .getJsonObject("spec");
        // JSON is YAML.
        Path rendered = Files.writeString(folder.resolve("rules.yaml"), ofChart.encode());

        String answer = Command.of(
                        promtool, "check", "rules", Repository.file(ALERTS).toString(), rendered.toString())
                .run(folder)
                .orFail();

        assertThat(answer.lines().filter(line -> line.contains("11 rules found")))
                .hasSize(2);
    }

    @Test
    void everyRuleFiresWhenItShouldAndNotBefore() throws Exception {
        String promtool = Tool.PROMTOOL.orSkip();
        Files.copy(Repository.file(ALERTS), folder.resolve("alerts.yaml"));
        Path cases = Files.copy(Repository.file(ALERT_CASES), folder.resolve("alerts-test.yaml"));

        Command.of(promtool, "test", "rules", cases.toString()).run(folder).orFail();

        assertThat(rules().map(rule -> rule.getString("alert")))
                .allSatisfy(name -> assertThat(Repository.text(ALERT_CASES)).contains("alertname: " + name + "\n"));
    }

    @Test
    void promtoolAcceptsTheConfigurationOfPrometheus() throws Exception {
        String promtool = Tool.PROMTOOL.orSkip();
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                Repository.text("docker/prometheus/prometheus.yml")
                        .replace(
                                "/etc/prometheus/alerts.yaml",
                                Repository.file(ALERTS).toString()));

        assertThat(Command.of(promtool, "check", "config", config.toString())
                        .run(folder)
                        .orFail())
                .contains("1 rule files found");
    }

    @Test
    void thePanelsHaveTheirOwnPlaces() throws Exception {
        Set<String> taken = new TreeSet<>();
        for (Object each : new JsonObject(Repository.text(DASHBOARD)).getJsonArray("panels")) {
            JsonObject place = ((JsonObject) each).getJsonObject("gridPos");
            int end = place.getInteger("x") + place.getInteger("w");
            assertThat(end).isLessThanOrEqualTo(24);
            assertThat(taken.add(place.getInteger("x") + "," + place.getInteger("y")))
                    .as("%s", place)
                    .isTrue();
        }
    }
}
