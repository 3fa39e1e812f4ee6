package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: devices, Mosquitto, the source as a process, Danube in this JVM, the sink as a process, a file. New
 * for every test; whatever was started is gone after it. A failure shows what all processes wrote.
 */
abstract class PipelineTest {

    private static final long DANUBE_MEMORY_BYTES = 700L << 20;

    @TempDir
    Path folder;

    @RegisterExtension
    final AfterTestExecutionCallback logsOfFailures = context -> {
        if (context.getExecutionException().isPresent()) {
            System.out.println("What was running in " + context.getDisplayName() + ":\n" + describe());
        }
    };

    private final List<AutoCloseable> started = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    Vertx vertx;

    @SuppressWarnings("NullAway.Init") // set before each test
    EmbeddedDanube danube;

    @SuppressWarnings("NullAway.Init") // set before each test
    MosquittoProcess mosquitto;

    @BeforeEach
    void startBrokers() throws Exception {
        vertx = Vertx.vertx();
        danube = EmbeddedDanube.start(vertx, danubeOptions()).await(10, SECONDS);
        mosquitto = closedLater(MosquittoProcess.prepare(folder));
        mosquitto.start();
    }

    /** Settings of the broker that each test starts with. */
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        return new EmbeddedDanubeOptions().setMemoryLimitBytes(DANUBE_MEMORY_BYTES);
    }

    /** Where the connectors look for Danube. */
    String danubeUrl() {
        return danube.serviceUrl();
    }

    @AfterEach
    void stopEverything() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
        vertx.close().await(20, SECONDS);
    }

    <T extends AutoCloseable> T closedLater(T resource) {
        started.add(0, resource);
        return resource;
    }

    private String describe() {
        StringBuilder all = new StringBuilder();
        started.forEach(each -> all.append(each).append('\n'));
        return all.toString();
    }

    /** Waits in short steps. */
    ConditionFactory waiting(String what, Duration limit) {
        return await(what).atMost(limit).pollInterval(Duration.ofMillis(100));
    }

    /** The usual settings of the source. */
    SourceToml sourceToml() throws IOException {
        return new SourceToml(danubeUrl(), mosquitto.port(), Ports.free(), "", SourceToml.FLEET_ROUTE);
    }

    Stage startSource(SourceToml toml) throws IOException {
        return startSource(toml, FatJar.SOURCE_MQTT);
    }

    Stage startSource(SourceToml toml, Program program) throws IOException {
        Path file = Files.writeString(folder.resolve("source.toml"), toml.text(folder));
        return new Stage(
                program, JarProcess.USUAL_HEAP_MEBIBYTES, file, new AdminPage(toml.metricsPort()), this::closedLater);
    }

    Stage startSource() throws IOException {
        return startSource(sourceToml());
    }

    Path output() {
        return folder.resolve("output.jsonl");
    }

    Stage startSink() throws IOException {
        return startSink(FatJar.HELLO_SINK);
    }

    Stage startSink(Program program) throws IOException {
        SinkToml toml = new SinkToml(danubeUrl(), Ports.free(), output());
        Path file = Files.writeString(folder.resolve("sink.toml"), toml.text(folder));
        return new Stage(
                program, JarProcess.USUAL_HEAP_MEBIBYTES, file, new AdminPage(toml.metricsPort()), this::closedLater);
    }

    /** A sink that writes to a target in this JVM. */
    Stage startTargetSink(TargetServer target, Duration callTimeout) throws Exception {
        TargetToml toml = new TargetToml(danubeUrl(), Ports.free(), target.url(), (int) callTimeout.toMillis());
        Path file = Files.writeString(folder.resolve("target.toml"), toml.text(folder));
        return new Stage(
                TargetProgram.pack(folder),
                JarProcess.USUAL_HEAP_MEBIBYTES,
                file,
                new AdminPage(toml.metricsPort()),
                this::closedLater);
    }

    MqttLoad startLoad(LoadPlan plan) throws TimeoutException {
        return MqttLoad.start(vertx, mosquitto.port(), plan);
    }

    /** Records that Danube has ever stored in the topic of the fleet, over restarts and moves. */
    long stored() throws TimeoutException {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).logEndOffset();
    }

    /** Records that Danube has in the topic of the fleet. */
    long published() throws TimeoutException {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).published();
    }
}
