package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.testkit.TestingSourceContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A running source on a port of its own, the test in the place of the runtime, and a sender. */
final class WebhookRig implements AutoCloseable {

    static final String CORE =
            """
            danube_service_url = "http://localhost:6650"
            connector_name = "hooks"
            """;

    /** Everything may come, one route. */
    static final String OPEN =
            """
            [auth]
            type = "none"
            [[routes]]
            from = "/events"
            to = "/default/events"
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final ScriptedEmitter danube = new ScriptedEmitter();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebhookSource source;
    private final TestingSourceContext runtime;

    private WebhookRig(WebhookSource source, Map<String, String> environment) {
        this.source = source;
        this.runtime = new TestingSourceContext(vertx, "hooks").withEnvironment(environment);
    }

    /** Loads a file as the launcher does, on a free port unless the file names one. */
    static ConnectorConfig load(String toml, Map<String, String> environment) throws IOException {
        Path file = Files.createTempFile("webhook", ".toml");
        try {
            Files.writeString(file, CORE + toml);
            return ConfigLoader.load(Optional.of(file), environment, new WebhookSourceProvider().spec())
                    .config();
        } finally {
            Files.delete(file);
        }
    }

    /** Starts on a free port. */
    static WebhookRig start(String toml, Map<String, String> environment) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.putIfAbsent("SERVER_PORT", "0");
        all.putIfAbsent("SERVER_HOST", "127.0.0.1");
        WebhookRig rig = new WebhookRig((WebhookSource) new WebhookSourceProvider().create(load(toml, all)), all);
        try {
            rig.call(() -> rig.source.initialize(rig.runtime).compose(ready -> rig.source.start(rig.danube)));
        } catch (Exception e) {
            rig.close();
            throw e;
        }
        return rig;
    }

    static WebhookRig start(String toml) throws Exception {
        return start(toml, Map.of());
    }

    ScriptedEmitter danube() {
        return danube;
    }

    /** Requests that are counted as ended so. */
    long requests(String outcome) {
        return runtime.metrics().counted("webhook.requests", "outcome", outcome);
    }

    int port() {
        return source.port();
    }

    Vertx vertx() {
        return vertx;
    }

    void quiesce() throws TimeoutException {
        call(source::quiesce);
    }

    void shutdown() throws TimeoutException {
        call(source::shutdown);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Posts a body with headers, given as name and value in turn. */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(postOf(path, body, headers));
    }

    HttpRequest postOf(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private <T> void call(Supplier<Future<T>> action) throws TimeoutException {
        Promise<T> done = Promise.promise();
        loop.runOnContext(run -> action.get().onComplete(done));
        done.future().await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        try {
            shutdown();
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }
}
