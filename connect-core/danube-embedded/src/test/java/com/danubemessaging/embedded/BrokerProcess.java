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

    private static final Pattern ADMIN_PORT = Pattern.compile("for administrators on port (\\d+)");

    private final RunningProcess process;
    private final int port;
    private final int adminPort;

    private BrokerProcess(RunningProcess process, int port, int adminPort) {
        this.process = process;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** A broker that listens. */
    static BrokerProcess start(String... arguments) throws IOException {
        RunningProcess process = run(arguments);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                String output = process.output();
                return ADDRESS.matcher(output).find() && output.endsWith("\n");
            });
            return new BrokerProcess(process, port(process, ADDRESS), port(process, ADMIN_PORT));
        } catch (RuntimeException | IOException e) {
            process.kill();
            throw e;
        }
    }

    private static int port(RunningProcess process, Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(process.output());
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
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

    /** A client of its admin port. */
    RawAdmin admin(Vertx vertx) {
        return new RawAdmin(new RawClient(vertx, adminPort));
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
