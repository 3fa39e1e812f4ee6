package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The launcher in a JVM of its own, on this test's class path. Its output is kept; closing kills what is still alive.
 */
final class ConnectorProcess implements AutoCloseable {

    /** Generous, because a loaded machine starts a JVM slowly. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> VARIABLES_THAT_MATTER =
            List.of("RUST_LOG", "LOG_LEVEL", "LOG_FORMAT", "CONNECTOR_CONFIG_PATH", "JAVA_TOOL_OPTIONS");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    private ConnectorProcess(Process process) {
        this.process = process;
        collect(process.getInputStream(), out);
        collect(process.getErrorStream(), err);
    }

    static ConnectorProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // A session that runs in the background passes an ignored SIGINT on, and a JVM respects that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DanubeConnect.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(VARIABLES_THAT_MATTER);
        builder.environment().putAll(environment);
        return new ConnectorProcess(builder.start());
    }

    private static void collect(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                lines.add("(stream ended: " + ended.getMessage() + ")");
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    void awaitLine(String part) {
        await("the line '" + part + "' in the output of the process")
                .atMost(PATIENCE)
                .failFast("the process ended: " + this, () -> !process.isAlive() && !hasLine(part))
                .until(() -> hasLine(part));
    }

    private boolean hasLine(String part) {
        return out.stream().anyMatch(line -> line.contains(part))
                || err.stream().anyMatch(line -> line.contains(part));
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("exit code of kill -%s", name).isZero();
    }

    /** Waits for the end and for the rest of the output. */
    int awaitExit(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("the process ends within %s; %s", limit, this)
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "output:\n" + String.join("\n", out) + "\nerrors:\n" + String.join("\n", err);
    }
}
