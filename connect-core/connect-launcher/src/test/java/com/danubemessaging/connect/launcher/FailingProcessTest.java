package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever breaks, the process ends by itself, soon, with 1 and a reason. */
class FailingProcessTest extends ProcessTest {

    /** Starting a JVM on a loaded machine is most of it; a hang would last for ever. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @ParameterizedTest
    @CsvSource({
        "create, 'unexpected failure, please report it: java.lang.IllegalStateException: the ticker has no spring'",
        "out-of-memory, 'the ticker is too large'",
        "initialize, 'the ticker is worn out; buy a new one'",
        "crash, 'the ticker has a bug'",
        "later, 'the ticker stopped ticking; wind it up'"
    })
    void aConnectorThatBreaksEndsTheProcessWithOne(String fault, String reason) throws Exception {
        try (ConnectorProcess process = start("[ticker]\nfault = \"" + fault + "\"")) {
            assertThat(process.awaitExit(SOON)).as(process.toString()).isEqualTo(1);
            process.awaitLine("Error: ");
            assertThat(process.err()).anyMatch(line -> line.startsWith("Error: ") && line.contains(reason));
        }
    }

    @Test
    void aFatalErrorNeedsNoStackTrace() throws Exception {
        try (ConnectorProcess process = start("[ticker]\nfault = \"initialize\"")) {
            process.awaitExit(SOON);
            process.awaitLine("Error: the ticker is worn out; buy a new one");
            assertThat(process.out()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(process.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void aBugIsLoggedWithItsStackTrace() throws Exception {
        try (ConnectorProcess process = start("[ticker]\nfault = \"create\"")) {
            process.awaitExit(SOON);
            process.awaitLine("\tat " + TickerProvider.class.getName() + ".create");
        }
    }

    @Test
    void aTakenMetricsPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("0.0.0.0", 0));
            try (ConnectorProcess process = start("", taken.getLocalPort(), Map.of())) {
                assertThat(process.awaitExit(SOON)).as(process.toString()).isEqualTo(1);
                process.awaitLine("processing.metrics_port");
                assertThat(process.err())
                        .anyMatch(line ->
                                line.startsWith("Error: processing.metrics_port: port " + taken.getLocalPort()));
                assertThat(published()).isZero();
            }
        }
    }

    @Test
    void instancesFromASystemPropertyAreRefusedToo() throws Exception {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Dvertx.deployment.options.instances=2");
        try (ConnectorProcess process = start("", 0, environment)) {
            assertThat(process.awaitExit(SOON)).as(process.toString()).isEqualTo(2);
            process.awaitLine("Error: --instances 2 is refused");
        }
    }

    @Test
    void aClusterWithoutAManagerIsExplained() throws Exception {
        try (ConnectorProcess process = start("", 0, Map.of(), "--cluster")) {
            assertThat(process.awaitExit(SOON)).as(process.toString()).isEqualTo(1);
            process.awaitLine("Error: Vert.x does not start: ");
        }
    }
}
