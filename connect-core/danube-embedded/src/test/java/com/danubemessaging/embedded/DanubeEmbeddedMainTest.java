package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

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
