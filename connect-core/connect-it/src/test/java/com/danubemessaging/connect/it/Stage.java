package com.danubemessaging.connect.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A connector over several lives of its process: always the same program, file and port. */
final class Stage {

    private final Program program;
    private final int heapMebibytes;
    private final Path config;
    private final AdminPage page;
    private final Consumer<JarProcess> onStart;
    private int lives;
    private JarProcess process;

    /** Starts it for the first time. */
    Stage(Program program, int heapMebibytes, Path config, AdminPage page, Consumer<JarProcess> onStart)
            throws IOException {
        this.program = program;
        this.heapMebibytes = heapMebibytes;
        this.config = config;
        this.page = page;
        this.onStart = onStart;
        this.process = launch();
    }

    private JarProcess launch() throws IOException {
        lives++;
        String name = program.name().toLowerCase(Locale.ROOT) + "-" + lives;
        JarProcess launched = JarProcess.start(
                program, heapMebibytes, name, config.getParent(), Map.of("CONNECTOR_CONFIG_PATH", config.toString()));
        onStart.accept(launched);
        return launched;
    }

    /** Starts it again, after it has ended. */
    Stage startAgain() throws IOException {
        process = launch();
        return this;
    }

    Stage awaitReady() {
        await(program.name() + " is ready")
                .atMost(JarProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the process has ended", () -> !process.isAlive())
                .until(page::isReady);
        return this;
    }

    /** Ends it without any warning. */
    void kill() throws IOException, InterruptedException {
        process.signal(Signal.KILL);
        process.awaitExit(JarProcess.PATIENCE);
    }

    /** Ends it without any warning, and starts it again. */
    void killAndStartAgain() throws IOException, InterruptedException {
        kill();
        startAgain();
    }

    /** The process of its present life. */
    JarProcess process() {
        return process;
    }

    AdminPage page() {
        return page;
    }
}
