package com.danubemessaging.connect.source.webhook.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.source.webhook.config.WebhookSettings.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while the server runs. */
class CertificateFilesTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final X509Bundle first = certificate();
    private HttpServer server;
    private CertificateFiles files;

    @BeforeEach
    void start() throws Exception {
        write(first);
        server = vertx.createHttpServer(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(CertificateFiles.keyCert(tls())));
        server.requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        files = new CertificateFiles(vertx, server, Optional.of(tls()), OFTEN);
        files.watch();
    }

    @AfterEach
    void stop() throws Exception {
        files.stop();
        vertx.close().await(10, SECONDS);
    }

    private static X509Bundle certificate() {
        try {
            return new CertificateBuilder()
                    .subject("CN=localhost")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Tls tls() {
        return new Tls(
                folder.resolve("cert.pem").toString(), folder.resolve("key.pem").toString());
    }

    private void write(X509Bundle bundle) throws Exception {
        Files.writeString(Path.of(tls().keyPath()), bundle.getPrivateKeyPEM());
        Files.writeString(Path.of(tls().certPath()), bundle.getCertificatePathPEM());
    }

    /** What the server shows to a new connection. */
    private Certificate shown() throws Exception {
        NetClient client = vertx.createNetClient(
                new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm(""));
        try {
            return client.connect(server.actualPort(), "127.0.0.1")
                    .map(socket -> {
                        try {
                            return socket.sslSession().getPeerCertificates()[0];
                        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .await(10, SECONDS);
        } finally {
            client.close().await(10, SECONDS);
        }
    }

    private void awaitShown(X509Bundle bundle) {
        await().atMost(Duration.ofSeconds(30)).until(() -> shown().equals(bundle.getCertificate()));
    }

    @Test
    void newConnectionsGetWhatIsInTheFilesNow() throws Exception {
        assertThat(shown()).isEqualTo(first.getCertificate());
        X509Bundle second = certificate();

        write(second);

        awaitShown(second);
    }

    @Test
    void whatCannotBeUsedLeavesTheOldCertificateInPlaceUntilTheFilesAreGoodAgain() throws Exception {
        Files.writeString(Path.of(tls().certPath()), "half a certifi");
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(30)).until(() -> shown().equals(
                        first.getCertificate()));
        X509Bundle second = certificate();

        write(second);

        awaitShown(second);
    }
}
