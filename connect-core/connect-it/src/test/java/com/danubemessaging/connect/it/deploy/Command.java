package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. The environment is empty but for what is given, and where programs are. */
final class Command {

    /** Generous: two cores are shared by everything that is built. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG");

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    Command with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Command with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** What it wrote, to both of its outputs, and how it ended. */
    record Result(int exitCode, String output) {

        /** The output of a command that must not fail. */
        String orFail() {
            assertThat(exitCode).as(output).isZero();
            return output;
        }
    }

    Result run(Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".out");
        try {
            Process process = start(folder, output);
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("%s ends within %s", words, PATIENCE)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it and leaves it running. */
    Process start(Path folder, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
