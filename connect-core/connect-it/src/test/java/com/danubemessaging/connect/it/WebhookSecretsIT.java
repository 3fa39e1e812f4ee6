package com.danubemessaging.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Secrets of the webhook source do their work and show nowhere: not in logs down to the finest, pages, answers, records
 * or dead letters. Neither do credentials that senders bring, right or wrong.
 */
class WebhookSecretsIT extends DanubeTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API_KEY = "canary-api-key";
    private static final String WRONG_API_KEY = "canary-wrong-key";
    private static final String HMAC_SECRET = "canary-hmac-secret";
    private static final String JWT_SECRET = "canary-jwt-secret-of-thirty-two-bytes";
    private static final String TOPIC = "/default/guarded";

    private final List<String> answers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private PemPair certificate;

    @SuppressWarnings("NullAway.Init") // set before each test
    private AdminPage page;

    private int port;

    @BeforeEach
    void prepare() throws Exception {
        certificate = new TestAuthority(folder, "ours").issue();
        page = new AdminPage(Ports.free());
        port = Ports.free();
    }

    private Path file() throws Exception {
        Path schema = Files.writeString(
                folder.resolve("guarded.avsc"),
                """
                {"type": "record", "name": "Guarded", "fields": [{"name": "n", "type": "int"}]}
                """);
        return Files.writeString(
                folder.resolve("webhook.toml"),
                """
                connector_name = "guarded-hooks"
                danube_service_url = "%s"

                [processing]
                metrics_port = %d

                [server]
                host = "127.0.0.1"
                port = %d
                tls_cert_path = "%s"
                tls_key_path = "%s"

                [auth]
                type = "apikey"
                secret_env = "API_KEY"
                header = "X-API-Key"

                [[routes]]
                from = "/key"
                to = "%s"
                reliable_dispatch = true

                [[routes]]
                from = "/hmac"
                to = "%s"
                reliable_dispatch = true
                auth = { type = "hmac", secret_env = "HMAC_SECRET", header = "X-Signature", algorithm = "sha256" }

                [[routes]]
                from = "/jwt"
                to = "%s"
                reliable_dispatch = true
                auth = { type = "jwt", secret_env = "JWT_SECRET" }

                [[schemas]]
                topic = "%s"
                subject = "guarded"
                schema_type = "avro"
                schema_file = "%s"
                avro_encoding = "binary"
                """
                        .formatted(
                                danubeUrl(),
                                page.port(),
                                port,
                                certificate.certificate(),
                                certificate.key(),
                                TOPIC,
                                TOPIC,
                                TOPIC,
                                TOPIC,
                                schema));
    }

    private static String hmac(String secret, String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(sign(secret, text));
    }

    private static byte[] sign(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static String token(String secret) throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = new JsonObject()
                .put("sub", "sender")
                .put("exp", Instant.now().plusSeconds(600).getEpochSecond())
                .encode();
        String text = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
                + '.'
                + encoder.encodeToString(claims.getBytes(UTF_8));
        return text + '.' + encoder.encodeToString(sign(secret, text));
    }

    private List<String> canaries(String... brought) throws Exception {
        List<String> all = new ArrayList<>(List.of(API_KEY, WRONG_API_KEY, HMAC_SECRET, JWT_SECRET));
        // The lines of the private key, without those around it.
        Files.readAllLines(certificate.key()).stream()
                .filter(line -> !line.startsWith("-----") && line.length() > 20)
                .forEach(all::add);
        assertThat(all).as("secrets, with some of the private key").hasSizeGreaterThan(4);
        all.addAll(List.of(brought));
        return all;
    }

    private static void assertClean(String what, String text, List<String> canaries) {
        assertThat(text).as(what).isNotEmpty();
        for (String canary : canaries) {
            assertThat(text.contains(canary))
                    .as("%s shows the secret %s", what, canary)
                    .isFalse();
        }
    }

    private JarProcess start(String name, Map<String, String> changed, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("API_KEY", API_KEY, "HMAC_SECRET", HMAC_SECRET, "JWT_SECRET", JWT_SECRET, "LOG_LEVEL", "trace"));
        environment.putAll(changed);
        return closedLater(JarProcess.start(FatJar.SOURCE_WEBHOOK, name, folder, environment, arguments));
    }

    private int send(HttpClientAgent client, String path, String body, String header, String value)
            throws TimeoutException {
        return client.request(HttpMethod.POST, port, "127.0.0.1", path)
                .compose(request -> request.putHeader(header, value)
                        .putHeader("Content-Type", "application/json")
                        .send(body))
                .compose(response -> response.body().map(answer -> {
                    answers.add(response.statusCode() + " " + response.headers() + answer);
                    return response.statusCode();
                }))
                .await(10, SECONDS);
    }

    @Test
    void aRunWithRightAndWrongCredentialsAndDeadLettersShowsNoSecret() throws Exception {
        String deadLetters = "/default/dlq-guarded-hooks-q";
        danube.createTopic(deadLetters, DispatchMode.RELIABLE).await(10, SECONDS);
        danube.createTopic(TOPIC, DispatchMode.RELIABLE).await(10, SECONDS);
        DeadLetterReader letters = closedLater(DeadLetterReader.open(vertx, danubeUrl(), deadLetters));
        DeadLetterReader records = closedLater(DeadLetterReader.open(vertx, danubeUrl(), TOPIC));
        JarProcess webhook = start("webhook", Map.of(), file().toString());
        waiting("the source is ready", JarProcess.PATIENCE).until(page::isReady);
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        String good = "{\"n\": 1}";
        String bad = "not what the schema says";
        String wrongSignature = hmac("another", good);
        String token = token(JWT_SECRET);
        String forged = token("another-secret-of-thirty-two-bytes!");

        for (String body : List.of(good, bad)) {
            assertThat(send(client, "/key", body, "X-API-Key", API_KEY)).isEqualTo(200);
            assertThat(send(client, "/hmac", body, "X-Signature", hmac(HMAC_SECRET, body)))
                    .isEqualTo(200);
            assertThat(send(client, "/jwt", body, "Authorization", "Bearer " + token))
                    .isEqualTo(200);
        }
        assertThat(send(client, "/key", good, "X-API-Key", WRONG_API_KEY)).isEqualTo(401);
        assertThat(send(client, "/hmac", good, "X-Signature", wrongSignature)).isEqualTo(401);
        assertThat(send(client, "/jwt", good, "Authorization", "Bearer " + forged))
                .isEqualTo(401);
        waiting("records and dead letters", SOON)
                .until(() ->
                        records.messages().size() == 3 && letters.messages().size() == 3);

        List<String> canaries = canaries(
                hmac(HMAC_SECRET, good), hmac(HMAC_SECRET, bad), wrongSignature, signature(token), signature(forged));
        for (String path : List.of("/metrics", "/health", "/live", "/ready")) {
            assertClean(path, page.text(path), canaries);
        }
        answers.forEach(answer -> assertClean("an answer", answer, canaries));
        for (Message message : letters.messages()) {
            assertClean("a dead letter", message.attributes() + text(message.payload()), canaries);
        }
        for (Message message : records.messages()) {
            assertClean("a record", message.attributes() + text(message.payload()), canaries);
        }
        webhook.signal(Signal.TERM);
        assertThat(webhook.awaitExit(SOON)).isZero();
        assertClean("the log", log(webhook), canaries);
    }

    private static String text(Buffer payload) {
        return payload.toString(UTF_8);
    }

    private static String signature(String webToken) {
        return webToken.substring(webToken.lastIndexOf('.') + 1);
    }

    private static String log(JarProcess process) {
        return String.join("\n", process.out()) + "\n" + String.join("\n", process.err()) + "\n.";
    }

    @Test
    void startsAndChecksThatFailShowNoSecret() throws Exception {
        String file = file().toString();
        List<String> canaries = canaries();

        JarProcess missing = start("missing", Map.of("HMAC_SECRET", ""), file);
        assertThat(missing.awaitExit(SOON)).isEqualTo(1);
        assertThat(String.join(" ", missing.err())).contains("HMAC_SECRET");
        assertClean("a start without a secret", log(missing), canaries);

        Files.writeString(certificate.key(), Files.readString(certificate.key()).replace("-----BEGIN", "-----BEGUN"));
        JarProcess damaged = start("damaged", Map.of(), file);
        assertThat(damaged.awaitExit(SOON)).isEqualTo(1);
        assertThat(String.join(" ", damaged.err())).contains("server.tls_key_path");
        assertClean("a start with a damaged key", log(damaged), canaries);

        JarProcess check = start("check", Map.of(), "check", file);
        assertThat(check.awaitExit(SOON)).isEqualTo(1);
        assertClean("a check with a damaged key", log(check), canaries);
    }
}
