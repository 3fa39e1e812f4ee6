package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.testkit.SourceOrigin;
import io.vertx.core.buffer.Buffer;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A sender as it should be: events of one key one after the other, each until it is answered 200, whether the server is
 * there or not.
 */
final class Sender implements SourceOrigin {

    private static final Duration AGAIN = Duration.ofMillis(20);

    private final int port;
    private final ExecutorService requests = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder()
            .executor(requests)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, ExecutorService> keys = new ConcurrentHashMap<>();
    private final Semaphore stopped = new Semaphore(0);

    Sender() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of(
                "server.host",
                "127.0.0.1",
                "server.port",
                port,
                "auth.type",
                "none",
                "routes",
                List.of(Map.of("from", "/contract", "to", "/default/contract", "key_from", "header:Key")));
    }

    @Override
    public void feed(String key, Buffer payload) {
        keys.computeIfAbsent(key, absent -> Executors.newSingleThreadExecutor())
                .execute(() -> untilAccepted(key, payload));
    }

    private void untilAccepted(String key, Buffer payload) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/contract"))
                .header("Key", key)
                .POST(BodyPublishers.ofByteArray(payload.getBytes()))
                .build();
        try {
            while (!isAccepted(request)) {
                if (stopped.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    stopped.release();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAccepted(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped.release();
        for (ExecutorService key : keys.values()) {
            key.shutdownNow();
            key.awaitTermination(10, TimeUnit.SECONDS);
        }
        requests.shutdownNow();
        requests.awaitTermination(10, TimeUnit.SECONDS);
    }
}
