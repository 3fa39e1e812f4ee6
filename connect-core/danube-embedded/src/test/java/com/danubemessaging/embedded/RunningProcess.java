package com.danubemessaging.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process whose output, errors included, goes to a file, so that a silent one cannot hold up a test. */
final class RunningProcess {

    /** How a process ended and what it said. */
    record Result(int exitCode, String output) {}

    private final Process process;
    private final Path output;

    private RunningProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunningProcess start(List<String> command) throws IOException {
        Path output = Files.createTempFile("danube-embedded", ".out");
        output.toFile().deleteOnExit();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningProcess(process, output);
    }

    /** Asks it to end, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    /** Ends it without asking, as SIGKILL does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for its end; one that does not end is killed and fails the test. */
    Result result() throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 60 s, having said: " + output());
        }
        return new Result(process.exitValue(), output());
    }
}
