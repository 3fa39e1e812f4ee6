package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Mosquitto on a port of its own. It keeps sessions on disk over restarts, and queues without limit for a
 * session whose client is away: otherwise it would drop messages, which no connector could bring back.
 */
final class MosquittoProcess implements AutoCloseable {

    /**
     * Messages that a session may hold unacknowledged at a time, Mosquitto's default. Version 2.0 goes beyond it when
     * it sends what a kept session has queued.
     */
    private static final int WINDOW = 20;

    private final String executable;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private MosquittoProcess(String executable, Path folder, int port) {
        this.executable = executable;
        this.folder = folder;
        this.port = port;
    }

    /** Prepares one that everybody may use, and does not start it. Skips the test where Mosquitto is not installed. */
    static MosquittoProcess prepare(Path parent) throws IOException {
        return prepare(parent, "allow_anonymous true");
    }

    /** The same with rules of the test's own for who may connect. */
    static MosquittoProcess prepare(Path parent, String access) throws IOException {
        Optional<String> executable = find("mosquitto");
        if (executable.isEmpty()) {
            System.out.println("skipped: no program 'mosquitto' on the path or in /usr/sbin");
        }
        assumeTrue(executable.isPresent(), "mosquitto is not installed");
        int port = Ports.free();
        Path folder = Files.createDirectories(parent.resolve("mosquitto"));
        String settings =
                """
                listener %d 127.0.0.1
                user %s
                persistence true
                persistence_location %s/
                max_inflight_messages %d
                max_queued_messages 0
                max_queued_bytes 0
                log_type error
                log_type warning
                log_type notice
                %s
                """
                        // As root it would become the user mosquitto, who may not write into the test's folder.
                        .formatted(port, System.getProperty("user.name"), folder, WINDOW, access);
        Files.writeString(folder.resolve("mosquitto.conf"), settings);
        return new MosquittoProcess(executable.get(), folder, port);
    }

    /** Where a program is: on the path, or where Debian puts servers. */
    static Optional<String> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(Pattern.quote(File.pathSeparator))), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    MosquittoProcess start() throws IOException {
        File log = folder.resolve("mosquitto.log").toFile();
        process = new ProcessBuilder(
                        executable, "-c", folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        await("mosquitto on port " + port).atMost(JarProcess.PATIENCE).until(this::accepts);
        return this;
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Ends it as an administrator does; it writes its sessions to disk. */
    void stop() throws IOException, InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        Signal.TERM.sendTo(running);
        assertThat(running.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS))
                .as("mosquitto ends within 20 s")
                .isTrue();
        process = null;
    }

    /** Loses all sessions and what is queued in them, while it is stopped. */
    void forgetSessions() throws IOException {
        Files.delete(folder.resolve("mosquitto.db"));
    }

    @Override
    public void close() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public String toString() {
        try {
            return "--- mosquitto\n" + Files.readString(folder.resolve("mosquitto.log"));
        } catch (IOException e) {
            return "--- mosquitto, no log: " + e.getMessage();
        }
    }
}
