package com.danubemessaging.connect.source.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {

    @TempDir
    private Path folder;

    private String toml(Path cert, Path key) {
        return "[server]\ntls_cert_path = \"%s\"\ntls_key_path = \"%s\"\n".formatted(cert, key) + WebhookRig.OPEN;
    }

    private static X509Bundle certificate() throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static HttpClient trusting(X509Bundle bundle, Version version) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", bundle.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    @Test
    void eventsComeOverTlsInBothVersionsOfHttp() throws Exception {
        X509Bundle bundle = certificate();
        Path cert = Files.writeString(folder.resolve("cert.pem"), bundle.getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM());
        try (WebhookRig rig = WebhookRig.start(toml(cert, key))) {
            for (Version version : Version.values()) {
                HttpResponse<String> response = trusting(bundle, version)
                        .send(
                                HttpRequest.newBuilder(URI.create("https://localhost:" + rig.port() + "/events"))
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.ofString());

                assertThat(response.version()).isEqualTo(version);
                assertThat(response.statusCode()).isEqualTo(200);
            }
            assertThat(rig.danube().size()).isEqualTo(2);
        }
    }

    @Test
    void anUploadThatIsRefusedBeforeItsEndIsEndedAtOnceAndItsConnectionGoesOn() throws Exception {
        X509Bundle bundle = certificate();
        String toml = "[server]\nmax_body_size = 100\ntls_cert_path = \"%s\"\ntls_key_path = \"%s\"\n"
                        .formatted(
                                Files.writeString(folder.resolve("cert.pem"), bundle.getCertificatePathPEM()),
                                Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM()))
                + """
                [auth]
                type = "apikey"
                secret_env = "KEY"
                header = "X-Key"
                [[routes]]
                from = "/events"
                to = "/default/events"
                """;
        try (WebhookRig rig = WebhookRig.start(toml, Map.of("KEY", "right"))) {
            // Vert.x closes a client that nobody holds any more.
            HttpClientAgent client = http2Client(rig);
            HttpClientConnection connection = client.connect(
                            new HttpConnectOptions().setHost("127.0.0.1").setPort(rig.port()))
                    .await(10, SECONDS);

            assertEndedAtOnce(connection, "wrong", Buffer.buffer("x"), 401);
            assertEndedAtOnce(connection, "right", Buffer.buffer("x".repeat(101)), 413);

            HttpClientResponse good = connection
                    .request(HttpMethod.POST, "/events")
                    .compose(request -> request.putHeader("X-Key", "right").send("{}"))
                    .await(10, SECONDS);
            assertThat(good.statusCode()).isEqualTo(200);
            client.close().await(10, SECONDS);
        }
    }

    private static HttpClientAgent http2Client(WebhookRig rig) {
        return rig.vertx()
                .createHttpClient(new HttpClientOptions()
                        .setSsl(true)
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setUseAlpn(true)
                        .setProtocolVersion(HttpVersion.HTTP_2));
    }

    /** Sends the beginning of a body whose end never comes. */
    private static void assertEndedAtOnce(HttpClientConnection connection, String key, Buffer start, int status)
            throws TimeoutException {
        HttpClientRequest upload =
                connection.request(HttpMethod.POST, "/events").await(10, SECONDS);
        Promise<Throwable> ended = Promise.promise();
        upload.exceptionHandler(ended::tryComplete);
        upload.setChunked(true).putHeader("X-Key", key).write(start);

        assertThat(upload.response().await(10, SECONDS).statusCode()).isEqualTo(status);
        // RFC 9113, section 7: NO_ERROR.
        assertThat(ended.future().await(1500, MILLISECONDS))
                .isInstanceOfSatisfying(StreamResetException.class, reset -> assertThat(reset.getCode())
                        .isZero());
    }

    @Test
    void filesThatAreNoCertificateStopTheStart() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");

        assertThatThrownBy(() -> WebhookRig.start(toml(nothing, nothing)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "server.tls_cert_path and server.tls_key_path: cannot load PEM from '" + nothing);
        assertThatThrownBy(() -> WebhookRig.start("[server]\ntls_cert_path = \"a\"\n" + WebhookRig.OPEN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("server.tls_key_path: is missing");
    }
}
