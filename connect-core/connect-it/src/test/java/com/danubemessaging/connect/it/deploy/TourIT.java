package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.it.deploy.ComposeFile.Mount;
import com.danubemessaging.connect.it.deploy.ComposeFile.Service;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first steps of {@code docker/README.md} with the files of {@code docker/compose.yaml}, but processes for
 * containers: an event comes in by HTTP and goes into a file. Only what a container has for itself is another: ports
 * and the folder of the volume.
 */
class TourIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Vertx vertx;
    private EmbeddedDanube danube;

    @BeforeEach
    void startABrokerWithTheNamespacesOfTheContainer() throws Exception {
        vertx = Vertx.vertx();
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions().setAutoCreateNamespaces(false);
        Namespaces.ofTheBroker().stream()
                .filter(namespace -> !namespace.equals("default"))
                .forEach(options::addNamespace);
        danube = EmbeddedDanube.start(vertx, options).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        vertx.close().await();
    }

    private Page start(String name, Map<String, String> replaced) throws Exception {
        Service service = ComposeFile.read(Repository.file("docker/compose.yaml")).services().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Path jar = FatJars.orSkip(service.connector().orElseThrow());
        int port = LocalPort.free();
        Path toml = Files.writeString(folder.resolve(name + ".toml"), toml(service, port, replaced));
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.put("DANUBE_SERVICE_URL", danube.serviceUrl());
        started.add(Command.of(Java.PROGRAM, "-Xmx64m", "-jar", jar.toString(), toml.toString())
                .with(environment)
                .start(folder, folder.resolve(name + ".log")));
        return new Page(port);
    }

    private static String toml(Service service, int port, Map<String, String> replaced) throws IOException {
        Path file = service.mounts().stream()
                .filter(mount -> mount.target().equals("/etc/connector.toml"))
                .map(Mount::path)
                .findFirst()
                .orElseThrow();
        String text = Files.readString(file);
        text = text.contains("metrics_port = 9090")
                ? text.replace("metrics_port = 9090", "metrics_port = " + port)
                : text.replaceFirst("(?m)^\\[", "[processing]\nmetrics_port = " + port + "\n\n[");
        for (Map.Entry<String, String> each : replaced.entrySet()) {
            assertThat(text).as(file.toString()).contains(each.getKey());
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private void awaitReady(String name, Page page) {
        await(name + " is ready")
                .atMost(SOON)
                .failFast(name + " has ended", () -> started.stream().anyMatch(process -> !process.isAlive()))
                .until(page::isReady);
    }

    @Test
    void anEventComesInByHttpAndGoesIntoTheFile() throws Exception {
        int port = LocalPort.free();
        Page source = start("source-webhook", Map.of("port = 8080", "port = " + port));
        Page sink = start("webhook-file", Map.of("/danube-connect-state", folder.toString()));
        awaitReady("source-webhook", source);
        awaitReady("webhook-file", sink);

        // As in the README.
        HttpRequest event = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .header("x-api-key", "not-a-secret")
                .header("content-type", "application/json")
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString("{\"hello\": \"danube\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(event, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Path records = folder.resolve("records.jsonl");
        await("the record in the file")
                .atMost(SOON)
                .until(() -> Files.exists(records) && Files.readString(records).endsWith("\n"));
        assertThat(new JsonObject(Files.readString(records).strip()).getJsonObject("payload"))
                .isEqualTo(JsonObject.of("hello", "danube"));
        assertThat(Repository.text("docker/README.md"))
                .contains("x-api-key: not-a-secret", "http://localhost:8080/events", "{\"hello\": \"danube\"}");
    }
}
