package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertAccepted;
import static com.danubemessaging.connect.source.webhook.Answers.assertEmpty;
import static com.danubemessaging.connect.source.webhook.Answers.assertError;
import static com.danubemessaging.connect.source.webhook.Answers.assertTimestamp;
import static com.danubemessaging.connect.source.webhook.Answers.assertUnauthenticated;
import static com.danubemessaging.connect.source.webhook.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody who swaps the Rust connector for this one relies on, and what it did wrong: one test a line of the
 * compatibility checklist, under its number there.
 */
class DropInChecklistTest {

    private static final String APIKEY =
            """
            [auth]
            type = "apikey"
            secret_env = "WEBHOOK_API_KEY"
            header = "X-API-Key"
            [[routes]]
            from = "/events"
            to = "/default/events"
            """;
    private static final Map<String, String> KEY = Map.of("WEBHOOK_API_KEY", "s3cret");
    private static final String HMAC =
            """
            [auth]
            type = "hmac"
            secret_env = "WEBHOOK_HMAC_SECRET"
            header = "X-Signature"
            algorithm = "sha256"
            [[routes]]
            from = "/events"
            to = "/default/events"
            """;
    private static final String JWT_SECRET =
            """
            [auth]
            type = "jwt"
            secret_env = "WEBHOOK_JWT_SECRET"
            [[routes]]
            from = "/events"
            to = "/default/events"
            """;
    private static final Algorithm HS256 = Algorithm.HMAC256("short");

    @TempDir
    private Path folder;

    private static String bearer(JWTCreator.Builder token, Algorithm algorithm) {
        return "Bearer " + token.sign(algorithm);
    }

    private static JWTCreator.Builder token(long expiresInSeconds) {
        return JWT.create().withSubject("sender").withExpiresAt(Instant.now().plusSeconds(expiresInSeconds));
    }

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
    void line67WithoutTheKeyHeaderNobodySends() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertUnauthenticated(rig.post("/events", "{}"), "Missing x-api-key header");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void line68AWrongKeyIsRefused() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertUnauthenticated(rig.post("/events", "{}", "X-API-Key", "S3cret"), "Invalid API key");
            assertUnauthenticated(rig.post("/events", "{}", "X-API-Key", "s3cret2"), "Invalid API key");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void line69TheHeadersNameMayBeInAnyCase() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertAccepted(rig.post("/events", "{}", "x-aPi-kEY", "s3cret"), "/events", "/default/events");
        }
    }

    @Test
    void line70AnUnknownPathNeedsAKeyBeforeItIsUnknown() throws Exception {
        try (WebhookRig rig = WebhookRig.start(APIKEY, KEY)) {
            assertError(
                    rig.post("/nothing%20here", "{}", "X-API-Key", "s3cret"), 404, "Endpoint not found: /nothing here");
            assertUnauthenticated(rig.post("/nothing", "{}"), "Missing x-api-key header");
            assertEmpty(rig.post("/", "{}", "X-API-Key", "s3cret"), 404);
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
    void line80SignaturesAreVerified() throws Exception {
        Map<String, String> secret = Map.of("WEBHOOK_HMAC_SECRET", "k");
        try (WebhookRig rig = WebhookRig.start(HMAC, secret)) {
            String right = Hmacs.hex("k", "{\"a\":1}");

            assertAccepted(
                    rig.post("/events", "{\"a\":1}", "X-Signature", "sha256=" + right), "/events", "/default/events");
            assertUnauthenticated(
                    rig.post("/events", "{\"a\":2}", "X-Signature", "sha256=" + right), "Invalid signature");
            assertUnauthenticated(rig.post("/events", "{\"a\":1}"), "Missing x-signature header");
            assertThat(rig.danube().size()).isEqualTo(1);
        }
    }

    @Test
    void line81TokensMayBeAMinuteLate() throws Exception {
        try (WebhookRig rig = WebhookRig.start(JWT_SECRET, Map.of("WEBHOOK_JWT_SECRET", "short"))) {
            assertAccepted(
                    rig.post("/events", "{}", "Authorization", bearer(token(60), HS256)), "/events", "/default/events");
            assertAccepted(
                    rig.post("/events", "{}", "Authorization", bearer(token(-30), HS256)),
                    "/events",
                    "/default/events");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", bearer(token(-300), HS256)),
                    "Invalid JWT token: ExpiredSignature");
        }
    }

    @Test
    void line82TokensWithoutSubjectOrForAnAudienceOrOfAnotherAlgorithmAreRefused() throws Exception {
        try (WebhookRig rig = WebhookRig.start(JWT_SECRET, Map.of("WEBHOOK_JWT_SECRET", "short"))) {
            Instant later = Instant.now().plusSeconds(60);
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            "{}",
                            "Authorization",
                            bearer(JWT.create().withExpiresAt(later), HS256)),
                    "Invalid JWT token: missing field `sub`");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", bearer(token(60).withAudience("a"), HS256)),
                    "Invalid JWT token: InvalidAudience");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", bearer(token(60), Algorithm.HMAC512("short"))),
                    "Invalid JWT token: InvalidAlgorithm");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", bearer(token(60), Algorithm.none())),
                    "Invalid JWT token: InvalidAlgorithm");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", bearer(token(60), Algorithm.HMAC256("other"))),
                    "Invalid JWT token: InvalidSignature");
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            "{}",
                            "Authorization",
                            bearer(JWT.create().withSubject("s"), HS256)),
                    "Invalid JWT token: missing field `exp`");
            assertUnauthenticated(
                    rig.post("/events", "{}", "Authorization", "Bearer abc"), "Invalid JWT token: InvalidToken");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void line83TheWordBearerHasACapital() throws Exception {
        try (WebhookRig rig = WebhookRig.start(JWT_SECRET, Map.of("WEBHOOK_JWT_SECRET", "short"))) {
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            "{}",
                            "Authorization",
                            bearer(token(60), HS256).replace("Bearer", "bearer")),
                    "Invalid Authorization header format");
            assertUnauthenticated(rig.post("/events", "{}"), "Missing Authorization header");
        }
    }

    @Test
    void line84TokensOfAPrivateKeyAreVerified() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Path pem = Files.writeString(
                folder.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        String toml =
                """
                [auth]
                type = "jwt"
                public_key_path = "%s"
                [[routes]]
                from = "/events"
                to = "/default/events"
                """
                        .formatted(pem);

        try (WebhookRig rig = WebhookRig.start(toml)) {
            Algorithm rs256 = Algorithm.RSA256(null, (RSAPrivateKey) pair.getPrivate());
            assertAccepted(
                    rig.post("/events", "{}", "Authorization", bearer(token(60), rs256)), "/events", "/default/events");
            // The classic attack: the public key as the secret of a symmetric algorithm.
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            "{}",
                            "Authorization",
                            bearer(token(60), Algorithm.HMAC256(pair.getPublic().getEncoded()))),
                    "Invalid JWT token: InvalidAlgorithm");
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
    void line89CredentialsWithoutTheirHeaderOrAlgorithmStopTheStart() {
        assertThatThrownBy(() -> WebhookRig.load(APIKEY.replace("header = \"X-API-Key\"\n", ""), KEY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth.header: is missing");
        assertThatThrownBy(() -> WebhookRig.load(HMAC.replace("algorithm = \"sha256\"\n", ""), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth.algorithm: is missing");
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
