package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertAccepted;
import static com.danubemessaging.connect.source.webhook.Answers.assertUnauthenticated;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.error.ConfigurationException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures beyond the checklist: forms, schemes, replays. */
class SignaturesTest {

    private static final Map<String, String> SECRET = Map.of("SECRET", "k");
    private static final String BODY = "{\"id\":7}";

    private static String toml(String auth) {
        return """
                [auth]
                type = "hmac"
                secret_env = "SECRET"
                %s
                [[routes]]
                from = "/events"
                to = "/default/events"
                """
                .formatted(auth);
    }

    private static final String ANY = "header = \"X-Signature\"\nalgorithm = \"sha256\"";

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String stripe(long time, String body) {
        return "t=" + time + ",v1=" + "0".repeat(64) + ",v1=" + Hmacs.hex("k", time + "." + body) + ",v0=old";
    }

    @Test
    void everyKnownFormIsTaken() throws Exception {
        byte[] mac = Hmacs.sign("HmacSHA256", "k", BODY);
        String hex = HexFormat.of().formatHex(mac);
        try (WebhookRig rig = WebhookRig.start(toml(ANY), SECRET)) {
            for (String form : new String[] {
                "sha256=" + hex,
                hex,
                hex.toUpperCase(java.util.Locale.ROOT),
                Base64.getEncoder().encodeToString(mac)
            }) {
                assertAccepted(rig.post("/events", BODY, "X-Signature", form), "/events", "/default/events");
            }
            assertAccepted(rig.post("/events", BODY, "X-Signature", stripe(now(), BODY)), "/events", "/default/events");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha512=00", "t=1", "v1=00", "t=,v1=", "=", "t=x,v1=00"})
    void anythingElseIsAWrongSignature(String value) throws Exception {
        try (WebhookRig rig = WebhookRig.start(toml(ANY), SECRET)) {
            assertUnauthenticated(rig.post("/events", BODY, "X-Signature", value), "Invalid signature");
        }
    }

    @Test
    void aLongerHashIsTakenWhereItIsConfigured() throws Exception {
        String auth = "header = \"X-Signature\"\nalgorithm = \"SHA512\"";
        String hex = HexFormat.of().formatHex(Hmacs.sign("HmacSHA512", "k", BODY));
        try (WebhookRig rig = WebhookRig.start(toml(auth), SECRET)) {
            assertAccepted(rig.post("/events", BODY, "X-Signature", "sha512=" + hex), "/events", "/default/events");
            assertAccepted(rig.post("/events", BODY, "X-Signature", hex), "/events", "/default/events");
            assertUnauthenticated(
                    rig.post("/events", BODY, "X-Signature", "sha256=" + Hmacs.hex("k", BODY)), "Invalid signature");
        }
    }

    @Test
    void githubsSchemeKnowsItsHeaderAndTakesItsFormOnly() throws Exception {
        String hex = Hmacs.hex("k", BODY);
        try (WebhookRig rig = WebhookRig.start(toml("scheme = \"github\""), SECRET)) {
            assertAccepted(
                    rig.post("/events", BODY, "X-Hub-Signature-256", "sha256=" + hex), "/events", "/default/events");
            assertAccepted(
                    rig.post("/events", BODY, "X-Hub-Signature-256", "sha256=" + hex), "/events", "/default/events");
            assertUnauthenticated(rig.post("/events", BODY, "X-Hub-Signature-256", hex), "Invalid signature");
            assertUnauthenticated(rig.post("/events", BODY), "Missing x-hub-signature-256 header");
        }
    }

    @Test
    void stripesSchemeRefusesOldFutureAndRepeatedRequests() throws Exception {
        try (WebhookRig rig = WebhookRig.start(toml("scheme = \"stripe\""), SECRET)) {
            String signature = stripe(now(), BODY);

            assertAccepted(rig.post("/events", BODY, "Stripe-Signature", signature), "/events", "/default/events");
            assertUnauthenticated(rig.post("/events", BODY, "Stripe-Signature", signature), "Replayed request");
            assertUnauthenticated(
                    rig.post("/events", BODY, "Stripe-Signature", stripe(now() - 310, BODY)),
                    "Signature timestamp outside the tolerance");
            assertUnauthenticated(
                    rig.post("/events", BODY, "Stripe-Signature", stripe(now() + 310, BODY)),
                    "Signature timestamp outside the tolerance");
            // The signed text as a body of its own: right in the bare form, which this scheme does not take.
            assertUnauthenticated(
                    rig.post("/events", now() + "." + BODY, "Stripe-Signature", Hmacs.hex("k", now() + "." + BODY)),
                    "Invalid signature");
            assertThat(rig.danube().size()).isEqualTo(1);
        }
    }

    @Test
    void aRequestWhoseEventWasNotTakenMayComeAgain() throws Exception {
        try (WebhookRig rig = WebhookRig.start(toml("scheme = \"stripe\""), SECRET)) {
            String signature = stripe(now(), BODY);
            rig.danube().answer(EmitOutcome.WITHDRAWN);
            assertThat(rig.post("/events", BODY, "Stripe-Signature", signature).statusCode())
                    .isEqualTo(503);

            rig.danube().answer(EmitOutcome.PUBLISHED);

            assertAccepted(rig.post("/events", BODY, "Stripe-Signature", signature), "/events", "/default/events");
        }
    }

    @Test
    void timeAndNonceInHeadersAreSigned() throws Exception {
        String auth = ANY + "\ntimestamp_header = \"X-Time\"\nnonce_header = \"X-Nonce\"\ntolerance_seconds = 60";
        try (WebhookRig rig = WebhookRig.start(toml(auth), SECRET)) {
            String time = Long.toString(now());
            String first = Hmacs.hex("k", time + ".n1." + BODY);
            String second = Hmacs.hex("k", time + ".n2." + BODY);

            assertAccepted(
                    rig.post("/events", BODY, "X-Signature", first, "X-Time", time, "X-Nonce", "n1"),
                    "/events",
                    "/default/events");
            assertAccepted(
                    rig.post("/events", BODY, "X-Signature", second, "X-Time", time, "X-Nonce", "n2"),
                    "/events",
                    "/default/events");
            assertUnauthenticated(
                    rig.post("/events", BODY, "X-Signature", first, "X-Time", time, "X-Nonce", "n1"),
                    "Replayed request");
            assertUnauthenticated(
                    rig.post("/events", BODY, "X-Signature", first, "X-Time", time, "X-Nonce", "n3"),
                    "Invalid signature");
            assertUnauthenticated(
                    rig.post("/events", BODY, "X-Signature", first, "X-Nonce", "n1"), "Missing x-time header");
            String old = Long.toString(now() - 70);
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            BODY,
                            "X-Signature",
                            Hmacs.hex("k", old + ".n4." + BODY),
                            "X-Time",
                            old,
                            "X-Nonce",
                            "n4"),
                    "Signature timestamp outside the tolerance");
            assertUnauthenticated(
                    rig.post(
                            "/events",
                            BODY,
                            "X-Signature",
                            Hmacs.hex("k", "soon.n5." + BODY),
                            "X-Time",
                            "soon",
                            "X-Nonce",
                            "n5"),
                    "Invalid signature timestamp");
        }
    }

    @Test
    void aRepetitionOfAKnownEventIsAnsweredAlthoughItsSignatureWasUsed() throws Exception {
        String toml = toml("scheme = \"stripe\"").replace("[[routes]]", "[idempotency]\nheader = \"Id\"\n[[routes]]");
        try (WebhookRig rig = WebhookRig.start(toml, SECRET)) {
            String signature = stripe(now(), BODY);
            rig.danube().hold();
            var first = rig.sendLater(rig.postOf("/events", BODY, "Stripe-Signature", signature, "Id", "a"));
            ScriptedEmitter.Emission emission = rig.danube().next();
            var meanwhile = rig.sendLater(rig.postOf("/events", BODY, "Stripe-Signature", signature, "Id", "a"));
            assertUnauthenticated(
                    rig.post("/events", BODY, "Stripe-Signature", signature, "Id", "b"), "Replayed request");
            emission.end(EmitOutcome.PUBLISHED);

            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(Answers.json(meanwhile.get(10, TimeUnit.SECONDS)).getBoolean("repeated"))
                    .isTrue();
            assertThat(Answers.json(rig.post("/events", BODY, "Stripe-Signature", signature, "Id", "a"))
                            .getBoolean("repeated"))
                    .isTrue();
            assertUnauthenticated(
                    rig.post("/events", "{}", "Stripe-Signature", signature, "Id", "a"), "Invalid signature");
            assertUnauthenticated(rig.post("/events", BODY, "Stripe-Signature", signature), "Replayed request");
            assertThat(rig.danube().size()).as("published again").isZero();
        }
    }

    @Test
    void verificationCanBeTurnedOffForAWhile() throws Exception {
        try (WebhookRig rig = WebhookRig.start(toml(ANY + "\nverify_signatures = false"))) {
            assertAccepted(rig.post("/events", BODY, "X-Signature", "wrong"), "/events", "/default/events");
            assertAccepted(rig.post("/events", BODY), "/events", "/default/events");
        }
    }

    @Test
    void aRouteMayHaveCredentialsOfItsOwn() throws Exception {
        String toml = toml(ANY) + "[routes.auth]\ntype = \"apikey\"\nsecret_env = \"KEY\"\nheader = \"X-Key\"\n"
                + "[[routes]]\nfrom = \"/signed\"\nto = \"/default/signed\"\n";
        try (WebhookRig rig = WebhookRig.start(toml, Map.of("SECRET", "k", "KEY", "open"))) {
            assertAccepted(rig.post("/events", BODY, "X-Key", "open"), "/events", "/default/events");
            assertUnauthenticated(
                    rig.post("/events", BODY, "X-Signature", Hmacs.hex("k", BODY)), "Missing x-key header");
            assertAccepted(
                    rig.post("/signed", BODY, "X-Signature", Hmacs.hex("k", BODY)), "/signed", "/default/signed");
        }
    }

    @Test
    void aSecretThatIsNotThereStopsTheStartAndIsNotShown() {
        Assertions.assertThatThrownBy(() -> WebhookRig.start(toml(ANY), Map.of("OTHER", "k")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "auth.secret_env: the environment variable SECRET is not set; put the secret into it, or the"
                                + " path of a file into SECRET_FILE");
        Assertions.assertThatThrownBy(() -> WebhookRig.start(toml(ANY), Map.of("SECRET_FILE", "/no/such/file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SECRET_FILE names, '/no/such/file'");
    }
}
