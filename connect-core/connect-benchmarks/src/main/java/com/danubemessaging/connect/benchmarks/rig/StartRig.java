package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.model.DispatchMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** source-mqtt's fat jar, started with a message waiting for it, and then left alone. */
public final class StartRig {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int WINDOW = 10;

    /** Those of the images; the last one is not known to OpenJDK before 17.0.9. */
    private static final List<String> OPTIONS_OF_IMAGES = List.of(
            "-XX:+UseSerialGC", "-Xms12m", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=2000");

    private final Rig rig;
    private final Path jar;
    private final Path archive;

    /**
     * A rig.
     *
     * @param jar the fat jar; beside it the class-data archive that {@code mvn -Darchive package} has written
     * @throws IllegalArgumentException if one of them is missing
     */
    public StartRig(Rig rig, Path jar) {
        this.rig = rig;
        this.jar = jar.toAbsolutePath();
        this.archive = jar.resolveSibling(jar.getFileName().toString().replace(".jar", ".jsa"))
                .toAbsolutePath();
        for (Path needed : List.of(this.jar, archive)) {
            if (!Files.isRegularFile(needed)) {
                throw new IllegalArgumentException(needed + " is missing; mvn -Darchive package makes it");
            }
        }
    }

    /** Starts with the options of the images and their archive, and plainly, in turn. */
    public Pairs<Start> measure(int pairs) throws Exception {
        start(List.of(), Map.of()); // The first start of all reads jar and archive from the disk.
        return Pairs.measure(
                pairs,
                () -> start(optionsOfImages(), Map.of("MALLOC_ARENA_MAX", "2")),
                () -> start(List.of(), Map.of()));
    }

    private List<String> optionsOfImages() {
        List<String> options = new ArrayList<>(OPTIONS_OF_IMAGES);
        options.add("-XX:SharedArchiveFile=" + archive);
        return options;
    }

    private Start start(List<String> options, Map<String, String> environment) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW);
        danube.createTopic(Rig.TOPIC, DispatchMode.RELIABLE).await(10, SECONDS);
        try (Subject subject = rig.mqttSourceJar(danube, jar, options, environment)) {
            new Progress(subject, () -> rig.feed.hasSubscriber() ? 1L : 0L).await(1);
            rig.feed.flood(1);
            new Progress(
                            subject,
                            () -> danube.topic(Rig.TOPIC).await(10, SECONDS).published())
                    .await(1);
            double firstRecordMillis = subject.age().toNanos() / 1e6;
            LockSupport.parkNanos(IDLE.toNanos());
            subject.requireAlive();
            return new Start(firstRecordMillis, subject.residentMebibytes());
        }
    }
}
