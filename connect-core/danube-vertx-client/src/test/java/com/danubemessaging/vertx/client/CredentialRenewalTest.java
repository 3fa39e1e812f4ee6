package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and tokens that change while records flow. */
class CredentialRenewalTest extends SecuredTest {

    /** A broker takes it for two more seconds: a minute of leeway, less 58 seconds. */
    private static final Duration EXPIRES_SOON = Duration.ofSeconds(-58);

    private EmbeddedDanube secured() throws Exception {
        return broker(new EmbeddedDanubeOptions().setTls(tls(authority.issue())).setTokenSecret(SECRET));
    }

    @Test
    void losesNoRecordWhenATokenExpiresBeforeTheFileHoldsTheNextOne() throws Exception {
        EmbeddedDanube broker = secured();
        Path file = Files.writeString(folder.resolve("token"), token(EXPIRES_SOON));
        DanubeClient client = client(options(broker).setTokenFile(file.toString()));
        Queue<ClientWarning> warnings = new ConcurrentLinkedQueue<>();
        client.warningHandler(warnings::add);
        Traffic traffic = Traffic.start(client, TOPIC);
        traffic.awaitMore(20);

        Awaitility.await().until(() -> warnings.size() > 2);
        assertThat(warnings)
                .allSatisfy(warning -> assertThat(warning.error()).hasMessageContaining("the token expired at"));
        Files.writeString(file, token(Duration.ofHours(1)));

        traffic.awaitMore(50);
        traffic.assertNothingLost();
    }

    @Test
    void passesFromOneTokenOfASupplierToTheNextWithoutAWarning() throws Exception {
        EmbeddedDanube broker = secured();
        AtomicInteger questions = new AtomicInteger();
        DanubeClient client = client(options(broker)
                .setTokenSupplier(() -> Future.succeededFuture(
                        token(questions.incrementAndGet() == 1 ? Duration.ofSeconds(1) : Duration.ofHours(1)))));
        Queue<ClientWarning> warnings = new ConcurrentLinkedQueue<>();
        client.warningHandler(warnings::add);
        Traffic traffic = Traffic.start(client, TOPIC);

        Awaitility.await().until(() -> questions.get() > 1);
        traffic.awaitMore(20);

        traffic.assertNothingLost();
        assertThat(warnings).isEmpty();
        assertThat(questions).hasValue(2);
    }

    @Test
    void losesNoRecordWhenTheBrokersAuthorityIsReplaced() throws Exception {
        PemPair certificate = authority.issue();
        EmbeddedDanube broker = broker(certificate);
        TestAuthority next = new TestAuthority(folder, "next");
        Path trusted = Files.copy(authority.certificate(), folder.resolve("trusted.pem"));
        DanubeClientOptions options = options(broker);
        options.getTls().setCaFile(trusted.toString());
        Traffic traffic = Traffic.start(client(options), TOPIC);
        traffic.awaitMore(20);

        next.issue().overwrite(certificate);
        reconnect(broker);
        Files.writeString(trusted, Files.readString(next.certificate()));

        traffic.awaitMore(20);
        traffic.assertNothingLost();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNoRecordWhenItsOwnCertificateIsReplacedFileByFile(boolean certificateComesFirst) throws Exception {
        PemPair server = authority.issue();
        Path askedFor = Files.copy(authority.certificate(), folder.resolve("asked-for.pem"));
        EmbeddedDanube broker =
                broker(new EmbeddedDanubeOptions().setTls(new BrokerTls(server.certificate(), server.key(), askedFor)));
        PemPair own = authority.issueFor("client");
        TestAuthority next = new TestAuthority(folder, "next");
        PemPair renewed = next.issueFor("client");
        DanubeClientOptions options = options(broker);
        options.getTls()
                .setCertificateFile(own.certificate().toString())
                .setKeyFile(own.key().toString());
        try (CredentialLog log = new CredentialLog()) {
            Traffic traffic = Traffic.start(client(options), TOPIC);
            traffic.awaitMore(20);

            replace(own, renewed, certificateComesFirst);
            Awaitility.await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .as("half of a pair, seen")
                    .singleElement()
                    .asString()
                    .startsWith("The private key in '")
                    .endsWith("; going on with the former one");
            reconnect(broker);
            traffic.awaitMore(20);

            replace(own, renewed, !certificateComesFirst);
            Files.writeString(askedFor, Files.readString(next.certificate()));
            reconnect(broker);
            traffic.awaitMore(20);
            traffic.assertNothingLost();
        }
    }

    private static void replace(PemPair old, PemPair renewed, boolean certificate) throws Exception {
        replace(certificate ? old.certificate() : old.key(), certificate ? renewed.certificate() : renewed.key());
    }

    /** In one step, so that nobody sees half a file. */
    private static void replace(Path to, Path from) throws Exception {
        Path beside = to.resolveSibling("beside.new");
        Files.copy(from, beside);
        Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void reconnect(EmbeddedDanube broker) throws Exception {
        broker.stopListening().compose(v -> broker.resumeListening()).await(10, SECONDS);
    }

    @Test
    void reportsABrokenFileOnceAndGoesOnWithWhatItHeldBefore() throws Exception {
        try (CredentialLog log = new CredentialLog()) {
            EmbeddedDanube broker = broker(authority.issue());
            Path trusted = Files.copy(authority.certificate(), folder.resolve("trusted.pem"));
            DanubeClientOptions options = options(broker);
            options.getTls().setCaFile(trusted.toString());
            Traffic traffic = Traffic.start(client(options), TOPIC);

            replace(trusted, Files.writeString(folder.resolve("broken.pem"), "broken"));
            Awaitility.await().until(() -> !log.lines().isEmpty());
            reconnect(broker);
            traffic.awaitMore(20);
            replace(trusted, authority.certificate());
            Awaitility.await().until(() -> log.lines().size() > 1);

            traffic.assertNothingLost();
            assertThat(log.lines())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .contains("Could not use the trusted authorities in '" + trusted)
                                    .endsWith("; going on with the former one"),
                            second -> assertThat(second)
                                    .isEqualTo(
                                            "The certificates for connections to Danube changed; using the new one from now"
                                                    + " on"));
        }
    }
}
