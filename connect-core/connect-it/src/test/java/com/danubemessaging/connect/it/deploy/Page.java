package com.danubemessaging.connect.it.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a connector tells on its metrics port. */
record Page(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int OK = 200;

    String get(String path) throws IOException, InterruptedException {
        return ask(path).body();
    }

    /** Whether records move, or would; false while nothing listens. */
    boolean isReady() throws InterruptedException {
        try {
            return ask("ready").statusCode() == OK;
        } catch (IOException notListening) {
            return false;
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
