package com.danubemessaging.connect.it;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/** One sender: its events one after the other, each again until it is answered 200. Confined to its context. */
final class HttpSender {

    /** Longer than any answer may take; who waits for ever would hide an answer that never comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final HttpClientAgent client;
    private final int port;
    private final LoadPlan plan;
    private final int device;
    private final HttpTally tally;
    private int next;
    private boolean isRepetition;
    private boolean isBusy;
    private boolean isEnding;

    HttpSender(HttpClientAgent client, int port, LoadPlan plan, int device, HttpTally tally) {
        this.client = client;
        this.port = port;
        this.plan = plan;
        this.device = device;
        this.tally = tally;
    }

    /** Sends one request, unless one is under way or there is nothing to send. */
    boolean sendOne() {
        if (isBusy || (!isRepetition && (isEnding || next >= plan.messagesEach()))) {
            return false;
        }
        isBusy = true;
        long begun = System.nanoTime();
        Buffer body = plan.payload(new DeviceMessage(device, next));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(WebhookToml.PATH)
                .setTimeout(PATIENCE.toMillis())
                .putHeader(WebhookToml.KEY_HEADER, DeviceMessage.topic(device))
                .putHeader(WebhookToml.EVENT_HEADER, device + "-" + next);
        client.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(response))
                .onSuccess(response -> answered(response, System.nanoTime() - begun))
                .onFailure(broken -> {
                    tally.broken();
                    ended(false);
                });
        return true;
    }

    private void answered(HttpClientResponse response, long nanos) {
        tally.answered(response.statusCode(), response.getHeader("Retry-After"), nanos);
        ended(response.statusCode() == 200);
    }

    private void ended(boolean isTaken) {
        isBusy = false;
        isRepetition = !isTaken;
        if (isTaken) {
            next++;
        }
    }

    /** Begins no new event; returns how many there were. */
    int end() {
        isEnding = true;
        return isBusy || isRepetition ? next + 1 : next;
    }
}
