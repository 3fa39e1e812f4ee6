package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class TlsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestCertificates certificates;

    @BeforeEach
    void makeAuthority() throws Exception {
        certificates = new TestCertificates(folder);
    }

    private UnaryOperator<HttpClientOptions> trusting(Path authority) {
        return options -> options.setSsl(true)
                .setUseAlpn(true)
                .setVerifyHost(false)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()));
    }

    private static EmbeddedDanube start(Vertx vertx, BrokerTls tls) {
        return await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setTls(tls)));
    }

    @Test
    void turnsAwayAClientThatSpeaksPlainText(Vertx vertx) throws Exception {
        EmbeddedDanube danube = start(vertx, certificates.issue("server"));

        assertThatThrownBy(() -> await(new RawClient(vertx, danube.port()).lookup("/default/x")))
                .isNotInstanceOf(AssertionError.class);
    }

    @Test
    void turnsAwayAClientWithoutTheCertificateItAsksFor(Vertx vertx) throws Exception {
        BrokerTls server = certificates.issue("server");
        EmbeddedDanube danube =
                start(vertx, new BrokerTls(server.certificate(), server.key(), certificates.authority()));
        BrokerTls own = certificates.issue("client");
        UnaryOperator<HttpClientOptions> known = options -> trusting(certificates.authority())
                .apply(options)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(own.certificate().toString())
                        .addKeyPath(own.key().toString()));

        assertThatThrownBy(() -> await(
                        new RawClient(vertx, danube.port(), trusting(certificates.authority())).lookup("/default/x")))
                .isNotInstanceOf(AssertionError.class);
        assertThat(new RawClient(vertx, danube.port(), known)
                        .reliableProducer("/default/x")
                        .id())
                .isPositive();
    }

    @Test
    void doesNotStartOnFilesThatAreNoCertificate(Vertx vertx) throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");

        assertThatThrownBy(() -> start(vertx, new BrokerTls(garbage, garbage))).hasMessageContaining("BEGIN");
    }

    @Test
    void servesTheCallsOfDanubeUnderItsCertificate(Vertx vertx) throws Exception {
        EmbeddedDanube danube = start(vertx, certificates.issue("server"));
        RawClient client = new RawClient(vertx, danube.port(), trusting(certificates.authority()));

        assertThat(danube.serviceUrl()).isEqualTo("https://127.0.0.1:" + danube.port());
        assertThat(client.reliableProducer("/default/x").id()).isPositive();
        assertThat(await(client.lookup("/default/x")).getConnectUrl()).isEqualTo(danube.serviceUrl());
    }

    @Test
    void showsARenewedCertificateWhenItListensAgain(Vertx vertx) throws Exception {
        EmbeddedDanube danube = start(vertx, certificates.issue("server"));
        TestCertificates others = new TestCertificates(Files.createDirectory(folder.resolve("others")));
        BrokerTls renewed = others.issue("renewed");
        Files.copy(renewed.certificate(), folder.resolve("server.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(renewed.key(), folder.resolve("server-key.pem"), StandardCopyOption.REPLACE_EXISTING);

        await(danube.stopListening().compose(v -> danube.resumeListening()));

        assertThat(new RawClient(vertx, danube.port(), trusting(others.authority()))
                        .reliableProducer("/default/x")
                        .id())
                .isPositive();
    }
}
