package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DanubeEmbeddedMainTest extends BrokerTest {

    @Test
    void servesUntilItIsToldToStopAndThenExitsWithZero() throws Exception {
        BrokerProcess process = BrokerProcess.start("--port", "0", "--namespace", "extra", "--window", "2");
        try {
            RawClient remote = process.client(vertx);
            assertThat(remote.reliableProducer("/extra/topic").id()).isPositive();
            await(remote.close());

            RunningProcess.Result result = process.terminate();
            assertThat(result.exitCode()).isZero();
            assertThat(linesOfOurs(result)).hasSize(1);
            assertThat(result.output()).contains("not for production");
        } finally {
            process.kill();
        }
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken() throws Exception {
        RunningProcess.Result result =
                BrokerProcess.run("--port", Integer.toString(danube.port())).result();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(linesOfOurs(result)).hasSize(1);
        assertThat(result.output()).contains(Integer.toString(danube.port())).contains("in use");
    }

    @Test
    void namesAnOptionThatIsOutOfItsRange() throws Exception {
        RunningProcess.Result result = BrokerProcess.run("--window", "0").result();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).startsWith("maxUnackedMessages=0 must be between 1 and 10000");
    }

    @Test
    void servesTlsAndAsksForTokensWhenToldTo(@TempDir Path folder) throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        BrokerTls server = certificates.issue("server");
        Path secret = Files.writeString(folder.resolve("secret"), "the secret\n");
        BrokerProcess process = BrokerProcess.start(
                "--port",
                "0",
                "--tls-cert",
                server.certificate().toString(),
                "--tls-key",
                server.key().toString(),
                "--token-secret-file",
                secret.toString());
        try {
            RawClient remote = new RawClient(vertx, process.port(), options -> options.setSsl(true)
                    .setUseAlpn(true)
                    .setVerifyHost(false)
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(certificates.authority().toString())));

            assertThat(failure(remote.lookup(TOPIC)).status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
            remote.withToken(BrokerTokens.issue("the secret", "tester", Duration.ofMinutes(1)));
            assertThat(remote.reliableProducer(TOPIC).id()).isPositive();
        } finally {
            process.kill();
        }
    }

    @Test
    void asksForTheKeyThatBelongsToACertificate() throws Exception {
        RunningProcess.Result result =
                BrokerProcess.run("--tls-cert", "server.pem").result();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).startsWith("TLS needs both --tls-cert and --tls-key");
    }

    /** Newer Java versions warn of what protobuf does with {@code sun.misc.Unsafe}, before our first line. */
    private static List<String> linesOfOurs(RunningProcess.Result result) {
        return result.output()
                .lines()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
    }
}
