package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people get wrong around the webhook source: one sentence, exit code 1, no stack trace. */
class WebhookBadInputIT extends WebhookTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private JarProcess start(String toml, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.toml"), toml);
        return closedLater(JarProcess.start(
                FatJar.SOURCE_WEBHOOK, "webhook", folder, Map.of("CONNECTOR_CONFIG_PATH", file.toString()), arguments));
    }

    private static void assertEndsWithOneSentence(JarProcess process, String... words) throws Exception {
        assertThat(process.awaitExit(SOON)).as("exit code").isEqualTo(1);
        process.assertNoStackTrace();
        assertThat(process.err()).as("standard error").hasSize(1);
        assertThat(process.err().get(0)).startsWith("Error: ").contains(words);
    }

    @Test
    void aTakenPortIsNamedByAStartAndByACheck() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebhookToml free = webhookToml();
            String toml = new WebhookToml(danubeUrl(), taken.getLocalPort(), free.metricsPort(), "", "").text(folder);
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertEndsWithOneSentence(start(toml), "server.port", address, "in use");

            JarProcess check = start(toml, "check", folder.resolve("bad.toml").toString());
            assertThat(check.awaitExit(SOON)).isEqualTo(1);
            assertThat(check.out()).anyMatch(line -> line.contains("FAIL  source-webhook") && line.contains(address));
            check.assertNoStackTrace();
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() throws Exception {
        String toml = webhookToml().text(folder).replace("host = \"127.0.0.1\"", "host = \"192.0.2.1\"");

        assertEndsWithOneSentence(start(toml), "server.port", "192.0.2.1", "correct server.host");
    }

    /** Positions belong to sources that are asked; a webhook has none, and needs no disk. */
    @Test
    void aStateFolderThatCannotBeMadeIsNothingToAWebhook() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");
        WebhookToml toml = webhookToml();
        LoadPlan plan = LoadPlan.of(2, 5, 256);
        Stage webhook = startWebhook(toml).awaitReady();

        HttpLoad load = HttpLoad.start(vertx, toml.port(), plan);

        waiting("all are answered 200", SOON).until(() -> load.taken() == plan.total());
        assertThat(stored()).isEqualTo(plan.total());
        webhook.process().assertNothingUnexpectedWasLogged();
        assertThat(folder.resolve("state")).isRegularFile();
    }
}
