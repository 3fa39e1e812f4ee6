package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertAccepted;
import static com.danubemessaging.connect.source.webhook.Answers.assertUnauthenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.danubemessaging.connect.api.error.ConfigurationException;
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

/** The lines of the compatibility checklist about credentials, under their numbers there. */
class DropInCredentialsTest {

    static final String APIKEY =
            """
            [auth]
            type = "apikey"
            secret_env = "WEBHOOK_API_KEY"
            header = "X-API-Key"
            [[routes]]
            from = "/events"
            to = "/default/events"
            """;
    static final Map<String, String> KEY = Map.of("WEBHOOK_API_KEY", "s3cret");
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
    void line89CredentialsWithoutTheirHeaderOrAlgorithmStopTheStart() {
        assertThatThrownBy(() -> WebhookRig.load(APIKEY.replace("header = \"X-API-Key\"\n", ""), KEY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth.header: is missing");
        assertThatThrownBy(() -> WebhookRig.load(HMAC.replace("algorithm = \"sha256\"\n", ""), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth.algorithm: is missing");
    }
}
