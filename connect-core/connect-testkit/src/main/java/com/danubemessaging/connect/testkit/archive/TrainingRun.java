package com.danubemessaging.connect.testkit.archive;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a connector whose JVM writes at its end which classes it had. It is over when the connector is ready, or
 * after some seconds: one whose external system does not exist never is.
 */
final class TrainingRun {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final int READY = 200;

    private final Path archive;
    private final Path log;
    private final Process process;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

    private TrainingRun(Path archive, Path log, Process process, int port) {
        this.archive = archive;
        this.log = log;
        this.process = process;
        this.port = port;
    }

    /** Starts it. */
    static TrainingRun of(Path jar, String danubeUrl, String tables, Path archive, Path folder) throws IOException {
        int port = freePort();
        Path toml = Files.writeString(
                folder.resolve("connector.toml"),
                """
                connector_name = "archive"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                %s
                """
                        .formatted(danubeUrl, folder.resolve("state"), port, tables));
        Path log = folder.resolve("connector.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath(),
                        // Warns of every class that is too old for an archive; picocli's are.
                        "-Xlog:cds=error,cds+dynamic=error",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        toml.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new TrainingRun(archive, log, process, port);
    }

    /** Lets it run, ends it, and sees to it that the archive is there. */
    void complete() throws IOException, InterruptedException {
        try {
            long end = System.nanoTime() + LONG_ENOUGH.toNanos();
            while (!isReady() && System.nanoTime() < end) {
                if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("the connector has ended by itself");
                }
            }
            for (String page : List.of("live", "health", "metrics")) {
                get(page);
            }
            process.destroy();
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw failure("the connector did not end well");
            }
            if (!Files.isRegularFile(archive)) {
                throw failure("this JVM has written none");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean isReady() throws InterruptedException {
        return get("ready") == READY;
    }

    /** The status of an answer; 0 if there is none. */
    private int get(String page) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/" + page);
        try {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(ANSWER_LIMIT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private IllegalStateException failure(String what) throws IOException {
        return new IllegalStateException(what + "; it wrote:\n" + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
