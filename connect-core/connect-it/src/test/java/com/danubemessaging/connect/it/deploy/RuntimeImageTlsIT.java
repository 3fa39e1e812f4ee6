package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runtime of an image has what certificates and signatures take: an event comes in by HTTPS with a token, goes to a
 * broker that speaks TLS, and from there into a file.
 */
class RuntimeImageTlsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOPIC = "/default/secured";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Vertx vertx;
    private TestAuthority authority;
    private EmbeddedDanube danube;

    @BeforeEach
    void startBroker() throws Exception {
        vertx = Vertx.vertx();
        authority = new TestAuthority(folder, "ours");
        PemPair server = authority.issue();
        danube = EmbeddedDanube.start(
                        vertx, new EmbeddedDanubeOptions().setTls(new BrokerTls(server.certificate(), server.key())))
                .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        vertx.close().await();
    }

    private Page start(ImageFolder image, String name, String tables) throws IOException {
        int port = LocalPort.free();
        Path toml = Files.writeString(
                folder.resolve(name + ".toml"),
                """
                connector_name = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                [danube]
                tls_ca_file = "%s"

                %s
                """
                        .formatted(name, folder.resolve(name + "-state"), port, authority.certificate(), tables));
        started.add(image.program(Map.of(
                        "CONNECTOR_CONFIG_PATH", toml.toString(),
                        "DANUBE_SERVICE_URL", danube.serviceUrl(),
                        "JAVA_OPTS", "-Xshare:on -Djava.io.tmpdir=/nonexistent"))
                .start(Path.of("/"), folder.resolve(name + ".log")));
        return new Page(port);
    }

    private void awaitReady(String name, Page page) {
        Path log = folder.resolve(name + ".log");
        await(name + " is ready")
                .atMost(SOON)
                .failFast(() -> assertThat(started).as(Files.readString(log)).allMatch(Process::isAlive))
                .untilAsserted(() ->
                        assertThat(page.isReady()).as(Files.readString(log)).isTrue());
    }

    @Test
    void anEventComesInByHttpsWithATokenAndGoesIntoTheFile() throws Exception {
        ImageFolder image = ImageFolder.make(folder.resolve("webhook"), "source-webhook");
        ImageFolder sinkImage = image.makeAnother(folder.resolve("sink"), "hello-sink");
        Path records = folder.resolve("records.jsonl");
        Page sink = start(sinkImage, "sink", "[hello_sink]\npath = \"%s\"\ntopic = \"%s\"\n".formatted(records, TOPIC));
        WebToken token = new WebToken();
        PemPair server = authority.issue();
        int port = LocalPort.free();
        Page source = start(
                image,
                "source",
                """
                [server]
                host = "127.0.0.1"
                port = %d
                tls_cert_path = "%s"
                tls_key_path = "%s"

                [auth]
                type = "jwt"
                public_key_path = "%s"

                [[routes]]
                from = "/events"
                to = "%s"
                reliable_dispatch = true
                """
                        .formatted(
                                port,
                                server.certificate(),
                                server.key(),
                                token.writePublicKey(folder.resolve("public.pem")),
                                TOPIC));
        awaitReady("source", source);
        awaitReady("sink", sink);

        assertThat(post(port, new WebToken().issue()).statusCode())
                .as("somebody else's key")
                .isEqualTo(401);
        HttpResponse<String> answer = post(port, token.issue());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await("the record in the file")
                .atMost(SOON)
                .until(() -> Files.exists(records) && Files.readString(records).endsWith("\n"));
        assertThat(new JsonObject(Files.readString(records).strip()).getJsonObject("payload"))
                .isEqualTo(JsonObject.of("n", 1));
        for (Process process : started) {
            process.destroy();
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    private HttpResponse<String> post(int port, String token) throws Exception {
        HttpRequest event = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/events"))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\": 1}"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(trusting(authority.certificate()))
                .build()
                .send(event, HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
