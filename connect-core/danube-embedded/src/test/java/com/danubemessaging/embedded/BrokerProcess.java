package com.danubemessaging.embedded;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@link DanubeEmbeddedMain} in a process of its own. */
final class BrokerProcess {

    private static final Pattern ADDRESS = Pattern.compile("listening on https?://127\\.0\\.0\\.1:(\\d+)");

    private final RunningProcess process;
    private final int port;

    private BrokerProcess(RunningProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A broker that listens. */
    static BrokerProcess start(String... arguments) throws IOException {
        RunningProcess process = run(arguments);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ADDRESS.matcher(process.output())
                    .find());
            Matcher address = ADDRESS.matcher(process.output());
            if (!address.find()) {
                throw new AssertionError("the address has vanished from the output");
            }
            return new BrokerProcess(process, Integer.parseInt(address.group(1)));
        } catch (RuntimeException | IOException e) {
            process.kill();
            throw e;
        }
    }

    /** A process that may fail to start. */
    static RunningProcess run(String... arguments) throws IOException {
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

    int port() {
        return port;
    }

    RawClient client(Vertx vertx) {
        return new RawClient(vertx, port);
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() {
        process.kill();
    }

    /** SIGTERM, and waits for the end. */
    RunningProcess.Result terminate() throws IOException, InterruptedException {
        process.terminate();
        return process.result();
    }
}
