package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DanubeEmbeddedMainTest extends BrokerTest {

    private static final Pattern ADDRESS = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

    @Test
    void servesUntilItIsToldToStopAndThenExitsWithZero() throws Exception {
        RunningProcess process = main("--port", "0", "--namespace", "extra", "--window", "2");
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ADDRESS.matcher(process.output())
                    .find());
            Matcher address = ADDRESS.matcher(process.output());
            assertThat(address.find()).isTrue();
            RawClient remote = new RawClient(vertx, Integer.parseInt(address.group(1)));
            assertThat(remote.reliableProducer("/extra/topic").id()).isPositive();
            await(remote.close());

            process.terminate();
            RunningProcess.Result result = process.result();
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
                main("--port", Integer.toString(danube.port())).result();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(linesOfOurs(result)).hasSize(1);
        assertThat(result.output()).contains(Integer.toString(danube.port())).contains("in use");
    }

    @Test
    void namesAnOptionThatIsOutOfItsRange() throws Exception {
        RunningProcess.Result result = main("--window", "0").result();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).startsWith("maxUnackedMessages=0 must be between 1 and 10000");
    }

    @Test
    void servesTlsAndAsksForTokensWhenToldTo(@TempDir Path folder) throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        BrokerTls server = certificates.issue("server");
        Path secret = Files.writeString(folder.resolve("secret"), "the secret\n");
        RunningProcess process = main(
                "--port",
                "0",
                "--tls-cert",
                server.certificate().toString(),
                "--tls-key",
                server.key().toString(),
                "--token-secret-file",
                secret.toString());
        try {
            Pattern address = Pattern.compile("listening on https://127\\.0\\.0\\.1:(\\d+)");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> address.matcher(process.output())
                    .find());
            Matcher found = address.matcher(process.output());
            assertThat(found.find()).isTrue();
            RawClient remote = new RawClient(vertx, Integer.parseInt(found.group(1)), options -> options.setSsl(true)
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
        RunningProcess.Result result = main("--tls-cert", "server.pem").result();

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

    private static RunningProcess main(String... arguments) throws IOException {
        String classPath = Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                DanubeEmbeddedMain.class.getName()));
        command.addAll(List.of(arguments));
        return RunningProcess.start(command);
    }
}
