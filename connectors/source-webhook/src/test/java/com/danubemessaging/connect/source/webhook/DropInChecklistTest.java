package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertAccepted;
import static com.danubemessaging.connect.source.webhook.Answers.assertEmpty;
import static com.danubemessaging.connect.source.webhook.Answers.assertError;
import static com.danubemessaging.connect.source.webhook.Answers.assertTimestamp;
import static com.danubemessaging.connect.source.webhook.Answers.assertUnauthenticated;
import static com.danubemessaging.connect.source.webhook.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What somebody who swaps the Rust connector for this one relies on, and what it did wrong: one test a line of the
 * compatibility checklist, under its number there. The lines about credentials are in {@link DropInCredentialsTest}.
 */
class DropInChecklistTest {

    private static final String APIKEY = DropInCredentialsTest.APIKEY;
    private static final Map<String, String> KEY = DropInCredentialsTest.KEY;

    @Test
    void line66AnAcceptedEventIsARecordWithItsOrigin() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertAccepted(
                    rig.post(
                            "/events",
                            "{\"b\":1,\"a\":2.50}",
                            "X-API-Key",
                            "s3cret",
                            "Content-Type",
                            "application/json",
                            "User-Agent",
                            "sender/1"),
                    "/events",
                    "/default/events");

            SourceRecord record = rig.danube().next().single();
            assertThat(record.topic()).isEqualTo("/default/events");
            assertThat(record.key()).isNull();
            assertThat(Answers.payload(record).toString()).isEqualTo("{\"b\":1,\"a\":2.50}");
            assertThat(record.attributes())
                    .containsEntry("webhook.source", "hooks")
                    .containsEntry("webhook.endpoint", "/events")
                    .containsEntry("webhook.user_agent", "sender/1")
                    .containsEntry("webhook.content_type", "application/json");
            assertTimestamp(record.attributes().get("webhook.timestamp"));
        }
    }

    @Test
    void line70AnUnknownPathNeedsAKeyBeforeItIsUnknown() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertError(
                    rig.post("/nothing%20here", "{}", "X-API-Key", "s3cret"), 404, "Endpoint not found: /nothing here");
            assertUnauthenticated(rig.post("/nothing", "{}"), "Missing x-api-key header");
            assertEmpty(rig.post("/", "{}", "X-API-Key", "s3cret"), 404);
            assertThat(rig.requests("not_found")).isEqualTo(2);
            assertThat(rig.requests("method")).isZero();
        }
    }

    @Test
    void line71AnotherMethodIsNotAllowed() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            HttpResponse<String> response = rig.send(
                    rig.request("/events").header("X-API-Key", "s3cret").GET().build());

            assertEmpty(response, 405);
            assertThat(response.headers().firstValue("allow")).hasValue("POST");
            assertUnauthenticated(rig.send(rig.request("/events").GET().build()), "Missing x-api-key header");
        }
    }

    @Test
    void line72HealthAndReadinessNeedNoKey() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            for (Map.Entry<String, String> page :
                    Map.of("/health", "healthy", "/ready", "ready").entrySet()) {
                HttpResponse<String> response =
                        rig.send(rig.request(page.getKey()).GET().build());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(json(response).getString("status")).isEqualTo(page.getValue());
                assertTimestamp(json(response).getString("timestamp"));
                assertEmpty(
                        rig.send(rig.request(page.getKey())
                                .method("HEAD", BodyPublishers.noBody())
                                .build()),
                        200);
                HttpResponse<String> posted = rig.post(page.getKey(), "{}");
                assertEmpty(posted, 405);
                assertThat(posted.headers().firstValue("allow")).hasValue("GET,HEAD");
            }
        }
    }

    @Test
    void line73ATrailingSlashIsAnotherPath() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            assertError(rig.post("/events/", "{}"), 404, "Endpoint not found: /events/");
        }
    }

    @Test
    void line74AQueryIsIgnored() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            assertAccepted(rig.post("/events?a=/b&c", "{}"), "/events", "/default/events");
        }
    }

    @Test
    void line75ABodyOneByteTooLargeIsRefusedWithBothSizes() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_body_size = 100\n" + WebhookRig.OPEN)) {
            assertAccepted(rig.post("/events", "x".repeat(100)), "/events", "/default/events");
            assertError(rig.post("/events", "x".repeat(101)), 413, "Payload size 101 exceeds maximum 100");
        }
    }

    @Test
    void line76ALargeBodyIsTakenWhereTheLimitAllowsIt() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\nmax_body_size = 5242880\n" + WebhookRig.OPEN)) {
            // As far as the connector goes; Danube itself takes a little less, see TooLargeTest.
            String body = "x".repeat(4 * 1024 * 1024);

            assertAccepted(rig.post("/events", body), "/events", "/default/events");

            assertThat(Answers.payload(rig.danube().next().single()).length()).isEqualTo(body.length());
        }
    }

    @Test
    void line77TheFirstForwardedAddressIsTheSenders() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.post("/events", "{}", "X-Forwarded-For", " 192.0.2.7 , 10.0.0.1", "X-Real-IP", "192.0.2.9");
            rig.post("/events", "{}", "X-Real-IP", "192.0.2.9");

            assertThat(rig.danube().next().single().attributes()).containsEntry("webhook.ip", "192.0.2.7");
            assertThat(rig.danube().next().single().attributes()).containsEntry("webhook.ip", "192.0.2.9");
        }
    }

    @Test
    void line78WithoutForwardingHeadersThereIsNoAddress() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            rig.post("/events", "{}");

            assertThat(rig.danube().next().single().attributes()).doesNotContainKey("webhook.ip");
        }
    }

    @Test
    void line79TextIsTakenAndLeftToTheRuntimeToWrap() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            assertAccepted(rig.post("/events", "no json"), "/events", "/default/events");

            assertThat(rig.danube().next().single().payload())
                    .isInstanceOf(com.danubemessaging.connect.api.record.SourcePayload.Foreign.class);
        }
    }

    @Test
    void line85ARoutesLimitIsKept() throws Exception {
        String limited = WebhookRig.OPEN + "[routes.rate_limit]\nrequests_per_second = 1\nburst_size = 1\n";
        try (WebhookRig rig = WebhookRig.start(limited)) {
            assertAccepted(rig.post("/events", "{}"), "/events", "/default/events");
            for (int i = 0; i < 4; i++) {
                HttpResponse<String> refused = rig.post("/events", "{}");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(json(refused))
                        .isEqualTo(new JsonObject()
                                .put("error", "rate_limit_exceeded")
                                .put("message", "Rate limit exceeded for endpoint: /events"));
                assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
            }
            assertThat(rig.danube().size()).isEqualTo(1);
        }
    }

    @Test
    void line86TheConnectorsLimitIsEachEndpointsOwn() throws Exception {
        String limited =
                """
                [rate_limit]
                requests_per_second = 1
                burst_size = 1
                """
                        + WebhookRig.OPEN
                        + "[[routes]]\nfrom = \"/other\"\nto = \"/default/other\"\n";
        try (WebhookRig rig = WebhookRig.start(limited)) {
            assertThat(rig.post("/events", "{}").statusCode()).isEqualTo(200);
            assertThat(rig.post("/other", "{}").statusCode()).isEqualTo(200);
            assertThat(rig.post("/events", "{}").statusCode()).isEqualTo(429);
            assertThat(rig.post("/other", "{}").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void line87ABodyThatStallsIsTimedOut() throws Exception {
        try (WebhookRig rig = WebhookRig.start("[server]\ntimeout_seconds = 1\n" + WebhookRig.OPEN);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /events HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("content-length: 0");
            assertThat(answer).endsWith("\r\n\r\n");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void line88RoutesThatMakeNoSenseStopTheStart() {
        String auth = "[auth]\ntype = \"none\"\n";
        assertThatThrownBy(() -> WebhookRig.load(WebhookRig.OPEN + WebhookRig.OPEN.substring(auth.length()), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("routes[1].from: '/events' is the path of routes[0] already");
        assertThatThrownBy(() -> WebhookRig.load(WebhookRig.OPEN.replace("/events\"\nto", "events\"\nto"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("from")
                .hasMessageContaining("must start with /");
        assertThatThrownBy(() -> WebhookRig.load(auth, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("routes");
    }

    @Test
    void line90APortInUseStopsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> WebhookRig.start(
                            WebhookRig.OPEN, Map.of("SERVER_PORT", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(FatalException.class)
                    .hasMessage("server.port: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use; choose another server.port or stop the process that has it");
        }
    }

    @Test
    void line91AnEventThatDanubeDidNotConfirmIsNotAccepted() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            for (EmitOutcome outcome : new EmitOutcome[] {EmitOutcome.WITHDRAWN, EmitOutcome.UNKNOWN}) {
                rig.danube().answer(outcome);

                HttpResponse<String> response = rig.post("/events", "{}");

                assertError(response, 503, "Danube has not confirmed the event in time; send the request again");
                assertThat(response.headers().firstValue("retry-after")).hasValue("5");
            }
        }
    }

    @Test
    void line92AFileOfTheOlderDialectRuns() throws Exception {
        String older =
                """
                [server]
                [auth]
                type = "none"
                [[endpoints]]
                path = "/stripe"
                danube_topic = "/stripe/payments"
                partitions = 2
                reliable_dispatch = true
                """;
        try (WebhookRig rig = WebhookRig.start(older)) {
            assertAccepted(rig.post("/stripe", "{}"), "/stripe", "/stripe/payments");
        }
    }

    @Test
    void line93ARetryTableOfOldKeysStarts() throws Exception {
        String retry =
                """
                [retry]
                initial_interval_ms = 100
                max_interval_ms = 1000
                max_retries = 3
                """;
        WebhookSettings settings = WebhookSettings.from(WebhookRig.load(retry + WebhookRig.OPEN, Map.of()));

        assertThat(settings.routes().all()).hasSize(1);
    }

    @Test
    void line94ThePortComesFromTheEnvironment() throws Exception {
        WebhookSettings settings =
                WebhookSettings.from(WebhookRig.load(WebhookRig.OPEN, Map.of("SERVER_PORT", "9000")));

        assertThat(settings.server().port()).isEqualTo(9000);
        assertThatThrownBy(() -> WebhookRig.load(WebhookRig.OPEN, Map.of("SERVER_PORT", "x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SERVER_PORT");
    }
}
