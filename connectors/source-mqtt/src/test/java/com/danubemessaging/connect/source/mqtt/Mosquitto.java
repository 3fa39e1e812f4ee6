package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Mosquitto as a process of the test's own, on a free port. */
final class Mosquitto {

    private final String executable;
    private final Path folder;
    private final int port;
    private Process process;

    private Mosquitto(String executable, Path folder, int port) {
        this.executable = executable;
        this.folder = folder;
        this.port = port;
    }

    /** Where the program is, if it is installed: on the path, or where Debian puts it. */
    static Optional<String> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(Pattern.quote(File.pathSeparator))), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Starts it with sessions in memory only, so that a restart forgets them, and open to everybody. */
    static Mosquitto start(String executable, Path folder) throws IOException {
        return start(executable, folder, "allow_anonymous true");
    }

    /** Starts it with settings of the test's own. */
    static Mosquitto start(String executable, Path folder, String settings) throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Mosquitto mosquitto = new Mosquitto(executable, folder, port);
        // A process of root would become the user mosquitto, who may not read the test's files.
        String listener =
                "listener " + port + " 127.0.0.1\npersistence false\nuser " + System.getProperty("user.name") + "\n";
        Files.writeString(folder.resolve("mosquitto.conf"), listener + settings);
        mosquitto.run();
        return mosquitto;
    }

    private void run() throws IOException {
        process = new ProcessBuilder(
                        executable, "-c", folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await("mosquitto on port " + port).atMost(Duration.ofSeconds(10)).until(this::accepts);
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

    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS))
                .as("mosquitto ends within 10 s")
                .isTrue();
    }

    /** Stops its clock: connections stay open and nothing is answered. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("exit code of kill").isZero();
    }

    void restart() throws IOException, InterruptedException {
        stop();
        run();
    }
}
