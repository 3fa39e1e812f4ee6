package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscription that would drop records, as an operator left it, and what the jar of a sink says and does about it.
 */
@ExtendWith(VertxExtension.class)
class AdminPortIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private EmbeddedDanube danube;

    @BeforeEach
    void leaveASubscriptionThatDrops(Vertx vertx) throws Exception {
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setAdminPort(0))
                .await(10, SECONDS);
        danube.createTopic(SourceToml.TOPIC, DispatchMode.RELIABLE).await(10, SECONDS);
        danube.setFailurePolicy(
                        SourceToml.TOPIC, "hello-sink", FailurePolicy.defaults().withDrop())
                .await(10, SECONDS);
    }

    private JarProcess start(String name, String adminUrl, String... before) throws Exception {
        String file = Files.writeString(
                        folder.resolve("sink.toml"),
                        new SinkToml(danube.serviceUrl(), 0, folder.resolve("out.jsonl")).text(folder))
                .toString();
        String[] arguments = before.length == 0 ? new String[] {file} : new String[] {before[0], file};
        return JarProcess.start(FatJar.HELLO_SINK, name, folder, Map.of("DANUBE_ADMIN_URL", adminUrl), arguments);
    }

    private String adminUrl() {
        return "http://127.0.0.1:" + danube.adminPort();
    }

    @Test
    void checkWarnsAndTheSinkTakesDropAwayBeforeItReads() throws Exception {
        try (JarProcess check = start("check", adminUrl(), "check")) {
            assertThat(check.awaitExit(SOON)).isZero();
            assertThat(check.out())
                    .anyMatch(line -> line.startsWith("  warn  subscription")
                            && line.contains("Drop after 6 deliveries")
                            && line.contains("H19 in danube-broker.md"));
        }
        try (JarProcess sink = start("sink", adminUrl())) {
            sink.awaitLine("with Drop, records that nobody acknowledged would have been lost");
            sink.awaitLine(" subscribed ");
            assertThat(sink.out().indexOf(line(sink, "failure policy set")))
                    .isLessThan(sink.out().indexOf(line(sink, " subscribed ")));
            sink.signal(Signal.TERM);
            assertThat(sink.awaitExit(SOON)).isZero();
            sink.assertNothingUnexpectedWasLogged();
        }
    }

    @Test
    void aSinkReadsThoughTheAdminPortIsAnotherProgramsAndSaysSoOnce() throws Exception {
        try (JarProcess sink = start("sink", danube.serviceUrl().replace("127.0.0.1", "localhost"))) {
            sink.awaitLine(" subscribed ");
            assertThat(sink.out())
                    .filteredOn(line -> line.contains("danube.admin_url"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "not the admin port of a Danube broker", "trying again every 20 s");
            sink.signal(Signal.TERM);
            assertThat(sink.awaitExit(SOON)).isZero();
        }
    }

    private static String line(JarProcess process, String part) {
        return process.out().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
