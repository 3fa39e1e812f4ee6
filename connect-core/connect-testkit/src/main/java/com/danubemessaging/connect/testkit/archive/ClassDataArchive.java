package com.danubemessaging.connect.testkit.archive;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The program that a build runs after a fat jar is packaged.
 *
 * <pre>{@code
 * java ... ClassDataArchive <fat jar> <tables of the connector, TOML> <archive to write>
 * }</pre>
 *
 * <p>The archive is good for this fat jar, unchanged in name, size and time of change, on the very JVM that made it;
 * with any other, the JVM does without and starts as slowly as before.
 */
public final class ClassDataArchive {

    private static final long SECONDS = 10;

    private ClassDataArchive() {}

    /** Writes the archive, or ends with a sentence and exit code 1. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: ClassDataArchive <fat jar> <tables of the connector, TOML> <archive to write>");
            System.exit(2);
        }
        try {
            write(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])), Path.of(arguments[2]));
        } catch (IOException | IllegalStateException failure) {
            System.err.println("No class-data archive: " + failure.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes an archive.
     *
     * @param jar of the connector, with everything in it
     * @param tables the connector's own part of a configuration, with an external system that nobody reaches
     * @param archive the file to write
     * @throws IllegalStateException if the connector does not run, or its JVM does not write; there is no archive then
     */
    public static void write(Path jar, String tables, Path archive)
            throws IOException, InterruptedException, TimeoutException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("class-data-archive");
        Vertx vertx = Vertx.vertx();
        try {
            EmbeddedDanube danube =
                    EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(SECONDS, TimeUnit.SECONDS);
            TrainingRun.of(jar, danube.serviceUrl(), tables, archive, folder).complete();
        } catch (IllegalStateException failed) {
            Files.deleteIfExists(archive); // What a run that failed had loaded is no use.
            throw failed;
        } finally {
            vertx.close().await(SECONDS, TimeUnit.SECONDS);
            Folders.delete(folder);
        }
    }
}
