package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public Python client (PyPI danube-client) against our broker: gRPC's C core is another HTTP/2 than ours. */
class PythonClientTest extends BrokerTest {

    private static final String INTERPRETER = Objects.requireNonNullElse(System.getenv("DANUBE_PYTHON"), "python3");

    @Override
    void configure(EmbeddedDanubeOptions options) {
        quickRedeliveries(options);
    }

    private static EmbeddedDanubeOptions quickRedeliveries(EmbeddedDanubeOptions options) {
        return options.setFailurePolicy(FailurePolicy.defaults()
                .withRedeliveryDelay(Duration.ofMillis(50), Duration.ofSeconds(1), BackoffStrategy.FIXED));
    }

    @Test
    void servesThePublicPythonClient() throws Exception {
        check(danube.serviceUrl());
    }

    @Test
    void servesItFromDiskAsWell(@TempDir Path directory) throws Exception {
        EmbeddedDanube durable = await(EmbeddedDanube.start(
                vertx, quickRedeliveries(new EmbeddedDanubeOptions()).setDataDirectory(directory)));
        check(durable.serviceUrl());
        await(durable.close());
    }

    private void check(String serviceUrl) throws Exception {
        assumeTrue(
                canImportDanube(),
                () -> "skipped: " + INTERPRETER + " cannot import danube; set DANUBE_PYTHON to one that can");
        Path script = Path.of(Objects.requireNonNull(getClass().getResource("/danube_client_check.py"))
                .toURI());

        RunningProcess.Result result = run(List.of(INTERPRETER, script.toString(), serviceUrl));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("produce_consume_ack ok", "nack ok", "partitions ok", "keyed ok", "schemas ok");
    }

    private static boolean canImportDanube() throws InterruptedException {
        try {
            return run(List.of(INTERPRETER, "-c", "import danube")).exitCode() == 0;
        } catch (IOException noInterpreter) {
            return false;
        }
    }

    private static RunningProcess.Result run(List<String> command) throws IOException, InterruptedException {
        return RunningProcess.start(command).result();
    }
}
