package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.source.webhook.record.RecordMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** {@code /health} and {@code /ready}, for whoever asks, without credentials. */
final class HealthPages {

    private final Availability availability;

    HealthPages(Availability availability) {
        this.availability = availability;
    }

    /** Answers if the path is one of the two. */
    boolean answers(HttpServerRequest request) {
        String path = request.path();
        if ("/health".equals(path)) {
            answer(request, 200, "healthy");
        } else if ("/ready".equals(path)) {
            boolean isReady = availability.isReady();
            answer(request, isReady ? 200 : 503, isReady ? "ready" : "not_ready");
        } else {
            return false;
        }
        return true;
    }

    private static void answer(HttpServerRequest request, int status, String word) {
        HttpServerResponse response = request.response();
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        if (!isHead && !request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).putHeader("Allow", "GET,HEAD").end();
            return;
        }
        String body = new JsonObject()
                .put("status", word)
                .put("timestamp", RecordMapper.rfc3339(Instant.now()))
                .encode();
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        if (isHead) {
            response.putHeader("Content-Length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}
