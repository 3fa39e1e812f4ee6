package com.danubemessaging.connect.it;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What a connector tells on its metrics port. */
final class AdminPage {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;

    AdminPage(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Whether records move, or would; false while nothing listens. */
    boolean isReady() throws InterruptedException {
        try {
            return get("/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** Everything that a page says. */
    String text(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    /** Why it is not ready, as JSON; empty while nothing listens. */
    JsonObject readiness() throws InterruptedException {
        try {
            return new JsonObject(get("/ready").body());
        } catch (IOException notListening) {
            return new JsonObject();
        }
    }

    /** What keeps it from being ready; empty if it is, and while nothing listens. */
    List<String> problems() throws InterruptedException {
        return data().getJsonArray("problems", new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Its own counters, all of one moment; empty while nothing listens. */
    JsonObject detail() throws InterruptedException {
        return data().getJsonObject("detail", new JsonObject());
    }

    private JsonObject data() throws InterruptedException {
        JsonArray checks = readiness().getJsonArray("checks", new JsonArray());
        return checks.isEmpty() ? new JsonObject() : checks.getJsonObject(0).getJsonObject("data", new JsonObject());
    }

    /** The sum of a counter over all its labels; 0 if there is none. */
    long counter(String name) throws IOException, InterruptedException {
        return counter(name, "");
    }

    /** The same, of those with a label, such as {@code outcome="accepted"}. */
    long counter(String name, String label) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
