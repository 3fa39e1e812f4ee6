package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertAccepted;
import static com.danubemessaging.connect.source.webhook.Answers.assertError;
import static com.danubemessaging.connect.source.webhook.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.source.webhook.ScriptedEmitter.Emission;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** When answers come, what is bounded, and how it ends. */
class FlowTest {

    @Test
    void theAnswerWaitsForDanube() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> answer = rig.sendLater(rig.postOf("/events", "{}"));
            Emission emission = rig.danube().next();

            assertThat(answer).isNotDone();
            assertThat(emission.deadline()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
            emission.end(EmitOutcome.PUBLISHED);

            assertAccepted(answer.get(10, TimeUnit.SECONDS), "/events", "/default/events");
        }
    }

    @Test
    void readinessDoubtsAfterAnEventWasNotConfirmedAndTrustsAfterTheNext() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().answer(EmitOutcome.WITHDRAWN);
            rig.post("/events", "{}");

            HttpResponse<String> doubtful = rig.send(rig.request("/ready").build());
            assertThat(doubtful.statusCode()).isEqualTo(503);
            assertThat(json(doubtful).getString("status")).isEqualTo("not_ready");

            rig.danube().answer(EmitOutcome.PUBLISHED);
            rig.post("/events", "{}");
            assertThat(rig.send(rig.request("/ready").build()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDeadLetteredEventIsAcceptedAndSaysSo() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().answer(EmitOutcome.DEAD_LETTERED);

            HttpResponse<String> response = rig.post("/events", "{}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response))
                    .isEqualTo(new JsonObject()
                            .put("endpoint", "/events")
                            .put("status", "accepted")
                            .put("topic", "/default/events")
                            .put("dead_lettered", 1));
        }
    }

    @Test
    void anEventThatIsTooLargeForDanubeIsRefusedWithBothSizes() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> answer = rig.sendLater(rig.postOf("/events", "{}"));
            rig.danube().next().end().fail(new RecordTooLargeException(5_000_000, 4_000_000));

            assertError(answer.get(10, TimeUnit.SECONDS), 413, "Payload size 5000000 exceeds maximum 4000000");
            assertThat(rig.send(rig.request("/ready").build()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsBeyondTheBoundAreRefusedAtOnceAndRoomReturns() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_pending_requests = 2\n" + WebhookRig.OPEN)) {
            rig.danube().hold();
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            waiting.add(rig.sendLater(rig.postOf("/events", "1")));
            waiting.add(rig.sendLater(rig.postOf("/events", "2")));
            Emission first = rig.danube().next();
            Emission second = rig.danube().next();

            HttpResponse<String> refused = rig.post("/events", "3");
            assertError(refused, 503, "Too many requests are waiting; send the event again");
            assertThat(refused.headers().firstValue("retry-after")).hasValue("1");

            first.end(EmitOutcome.PUBLISHED);
            second.end(EmitOutcome.PUBLISHED);
            for (CompletableFuture<HttpResponse<String>> answer : waiting) {
                assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            rig.danube().answer(EmitOutcome.PUBLISHED);
            assertAccepted(rig.post("/events", "4"), "/events", "/default/events");
        }
    }

    @Test
    void bytesBeyondTheBoundAreRefusedAtOnce() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_pending_bytes = 1000\n" + WebhookRig.OPEN)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> waiting = rig.sendLater(rig.postOf("/events", "x".repeat(1000)));
            Emission emission = rig.danube().next();

            assertThat(rig.post("/events", "y").statusCode()).isEqualTo(503);

            emission.end(EmitOutcome.PUBLISHED);
            assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSenderThatGoesAwayLeavesItsRoom() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_pending_requests = 1\n" + WebhookRig.OPEN)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
                socket.getOutputStream()
                        .write("POST /events HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> rig.post("/events", "{}").statusCode() == 503);
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> rig.post("/events", "{}").statusCode() == 200);
        }
    }

    @Test
    void aBodyThatIsDeclaredTooLargeIsRefusedBeforeItComesAndTheConnectionCloses() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_body_size = 100\n" + WebhookRig.OPEN);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /events HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nstart"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close")
                    .contains("Payload size 1000000 exceeds maximum 100");
        }
    }

    @Test
    void aBodyWithoutADeclaredLengthIsBoundedToo() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_body_size = 100\n" + WebhookRig.OPEN);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /events HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n"
                                    + "x".repeat(0x65) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Payload size 101 exceeds maximum 100");
        }
    }

    @Test
    void aSenderThatNeverEndsItsHeadersIsCutOff() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\ntimeout_seconds = 1\n" + WebhookRig.OPEN);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("POST /events HT".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().read())
                    .as("the end of the stream")
                    .isEqualTo(-1);
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosed() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_connections = 1\n" + WebhookRig.OPEN);
                Socket first = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            first.setSoTimeout(10_000);
            byte[] get = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            first.getOutputStream().write(get);
            assertThat(first.getInputStream().read()).isEqualTo('H');

            try (Socket second = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
                second.setSoTimeout(10_000);
                assertThat(endOf(second)).isTrue();
            }
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() == -1;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void anInvalidPathIsRefusedInPlainText() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /%ff HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("text/plain");
        }
    }

    @Test
    void afterQuiesceNothingNewIsTakenAndWhatWaitsIsAnswered() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> waiting = rig.sendLater(rig.postOf("/events", "{}"));
            Emission emission = rig.danube().next();

            rig.quiesce();
            HttpResponse<String> late = rig.post("/events", "{}");
            assertError(late, 503, "The connector is stopping; send the event again");
            assertThat(rig.send(rig.request("/ready").build()).statusCode()).isEqualTo(503);
            assertThat(rig.send(rig.request("/health").build()).statusCode()).isEqualTo(200);
            emission.end(EmitOutcome.PUBLISHED);
            assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);

            rig.shutdown();
            assertThat(rig.danube().size()).isZero();
            Assertions.assertThatThrownBy(() -> rig.post("/events", "{}")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerThatIsDueWhenTheServerClosesStillArrives() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> waiting = rig.sendLater(rig.postOf("/events", "{}"));
            Emission emission = rig.danube().next();
            rig.quiesce();
            rig.vertx().setTimer(200, later -> emission.end(EmitOutcome.PUBLISHED));

            rig.shutdown();

            assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anEventThatIsRepeatedUnderItsNameIsPublishedOnce() throws Exception {
        String toml = WebhookRig.OPEN.replace("[[routes]]", "[idempotency]\nheader = \"Idempotency-Key\"\n[[routes]]");
        try (WebhookRig rig = WebhookRig.start(toml)) {
            rig.danube().hold();
            CompletableFuture<HttpResponse<String>> first =
                    rig.sendLater(rig.postOf("/events", "{}", "Idempotency-Key", "a"));
            Emission emission = rig.danube().next();
            CompletableFuture<HttpResponse<String>> meanwhile =
                    rig.sendLater(rig.postOf("/events", "{}", "Idempotency-Key", "a"));
            emission.end(EmitOutcome.PUBLISHED);
            rig.danube().answer(EmitOutcome.PUBLISHED);

            assertAccepted(first.get(10, TimeUnit.SECONDS), "/events", "/default/events");
            assertThat(json(meanwhile.get(10, TimeUnit.SECONDS)).getBoolean("repeated"))
                    .isTrue();
            assertThat(json(rig.post("/events", "{}", "Idempotency-Key", "a")).getBoolean("repeated"))
                    .isTrue();
            assertThat(rig.danube().size()).isZero();

            rig.post("/events", "{}", "Idempotency-Key", "b");
            rig.post("/events", "{}");
            rig.post("/events", "{}");
            assertThat(rig.danube().size()).as("other events").isEqualTo(3);
        }
    }

    @Test
    void anEventThatWasNotTakenMayComeAgainUnderItsName() throws Exception {
        String toml = WebhookRig.OPEN.replace("[[routes]]", "[idempotency]\nheader = \"Idempotency-Key\"\n[[routes]]");
        try (WebhookRig rig = WebhookRig.start(toml)) {
            rig.danube().answer(EmitOutcome.UNKNOWN);
            assertThat(rig.post("/events", "{}", "Idempotency-Key", "a").statusCode())
                    .isEqualTo(503);
            rig.danube().answer(EmitOutcome.PUBLISHED);

            assertAccepted(rig.post("/events", "{}", "Idempotency-Key", "a"), "/events", "/default/events");
            assertThat(rig.danube().size()).isEqualTo(2);
        }
    }
}
