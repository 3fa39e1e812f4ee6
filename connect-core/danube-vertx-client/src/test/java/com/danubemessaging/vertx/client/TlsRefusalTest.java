package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Connections that must not come about, and the sentence for each. */
class TlsRefusalTest extends SecuredTest {

    private DanubeException refusal(DanubeClientOptions options) throws Exception {
        DanubeException failure = Failures.of(client(options).checkConnection());
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        return failure;
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        EmbeddedDanube broker = broker(authority.issueFor("elsewhere.example"));

        assertThat(refusal(options(broker)))
                .hasMessageStartingWith("No encrypted connection to " + broker.serviceUrl() + ": the broker's"
                        + " certificate is for another host");
    }

    @Test
    void refusesAnExpiredCertificate() throws Exception {
        assertThat(refusal(options(broker(authority.issueExpired()))))
                .hasMessageContaining("the broker's certificate has expired (NotAfter: ");
    }

    @Test
    void refusesACertificateOfAnAuthorityThatItDoesNotTrust() throws Exception {
        TestAuthority others = new TestAuthority(folder, "others");
        TestAuthority namesake = new TestAuthority(Files.createDirectory(folder.resolve("namesake")), "ours");
        String sentence = "the broker's certificate was issued by an authority that is not trusted here";

        assertThat(refusal(options(broker(others.issue())))).hasMessageEndingWith(sentence);
        assertThat(refusal(options(broker(namesake.issue())))).hasMessageEndingWith(sentence);
        assertThat(refusal(options(broker(authority.issue())).setTls(new TlsOptions())))
                .hasMessageEndingWith(sentence);
    }

    @Test
    void saysThatABrokerSpeaksPlainText() throws Exception {
        EmbeddedDanube broker = broker(new EmbeddedDanubeOptions());

        assertThat(refusal(options(broker).setServiceUrl("https://127.0.0.1:" + broker.port())))
                .hasMessageEndingWith("the broker does not speak TLS there; use an http:// address");
    }

    @Test
    void saysThatABrokerMaySpeakTlsWhenPlainTextIsCutOff() throws Exception {
        EmbeddedDanube broker = broker(authority.issue());

        DanubeException failure = Failures.of(
                client(TestOptions.fast("http://127.0.0.1:" + broker.port())).checkConnection());

        assertThat(failure).hasMessageContaining("https://");
    }

    @Test
    void saysThatAClientCertificateIsAskedFor() throws Exception {
        PemPair server = authority.issue();
        EmbeddedDanube broker = broker(new EmbeddedDanubeOptions()
                .setTls(new BrokerTls(server.certificate(), server.key(), authority.certificate())));
        PemPair stranger = new TestAuthority(folder, "others").issue();
        TlsOptions strange = new TlsOptions()
                .setCaFile(authority.certificate().toString())
                .setCertificateFile(stranger.certificate().toString())
                .setKeyFile(stranger.key().toString());

        assertThat(Failures.of(client(options(broker)).checkConnection()))
                .hasMessageContaining("ask for a client certificate that it accepts");
        assertThat(Failures.of(client(options(broker).setTls(strange)).checkConnection()))
                .hasMessageContaining("ask for a client certificate that it accepts");
    }

    @Test
    void showsItsCertificateToWhoAsks() throws Exception {
        PemPair server = authority.issue();
        PemPair own = authority.issueFor("client");
        EmbeddedDanube broker = broker(new EmbeddedDanubeOptions()
                .setTls(new BrokerTls(server.certificate(), server.key(), authority.certificate())));
        DanubeClientOptions options = options(broker);
        options.getTls()
                .setCertificateFile(own.certificate().toString())
                .setKeyFile(own.key().toString());

        client(options).checkConnection().await(10, SECONDS);
    }

    @Test
    void namesTheFileThatItCannotUse() throws Exception {
        EmbeddedDanube broker = broker(authority.issue());
        String missing = folder.resolve("missing.pem").toString();
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "not a certificate");

        assertThat(refusal(options(broker).setTls(new TlsOptions().setCaFile(missing))))
                .hasMessage("Could not read the trusted authorities in '" + missing + "': there is no such file");
        assertThat(refusal(options(broker).setTls(new TlsOptions().setCaFile(garbage.toString()))))
                .hasMessageStartingWith("Could not use the trusted authorities in '" + garbage + "': ");
    }

    @Test
    void wantsCertificateAndKeyThatBelongTogether() throws Exception {
        EmbeddedDanube broker = broker(authority.issue());
        PemPair one = authority.issueFor("one");
        PemPair other = authority.issueFor("other");
        TlsOptions half = new TlsOptions().setCertificateFile(one.certificate().toString());
        TlsOptions mixed = new TlsOptions()
                .setCertificateFile(one.certificate().toString())
                .setKeyFile(other.key().toString());

        assertThat(refusal(options(broker).setTls(half))).hasMessageContaining("go together");
        assertThat(refusal(options(broker).setTls(mixed)))
                .hasMessage("The private key in '" + other.key() + "' is not the one of the certificate in '"
                        + one.certificate() + "'");
    }

    @Test
    void staysEncryptedWhenABrokerAnswersAPlainAddress() throws Exception {
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions().setTls(tls(authority.issue()));
        EmbeddedDanube broker = broker(options);
        int port = broker.port();
        broker.close().await(10, SECONDS);
        EmbeddedDanube advertising = broker(options.setPort(port)
                .setAdvertisedBrokerUrl("http://127.0.0.1:" + port)
                .setAdvertisedConnectUrl("http://127.0.0.1:" + port));

        Producer producer = client(options(advertising))
                .createProducer(new ProducerOptions(TOPIC, "p"))
                .await(10, SECONDS);
        producer.send(OutgoingMessage.of("encrypted")).await(10, SECONDS);

        assertThat(advertising.topics().await(10, SECONDS)).containsExactly(TOPIC);
    }
}
