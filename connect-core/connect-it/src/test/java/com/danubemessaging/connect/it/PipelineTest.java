package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;

/** The whole way: devices, Mosquitto, the source as a process, Danube in this JVM, the sink as a process, a file. */
abstract class PipelineTest extends DanubeTest {

    @SuppressWarnings("NullAway.Init") // set before each test
    MosquittoProcess mosquitto;

    @BeforeEach
    void startMosquitto() throws Exception {
        mosquitto = closedLater(MosquittoProcess.prepare(folder));
        mosquitto.start();
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

    /** Records that Danube has in the topic of the fleet. */
    long published() throws TimeoutException {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).published();
    }
}
