package com.danubemessaging.connect.it.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of others that judge our files. Tests that need one are skipped where it is missing, and say so. */
enum Tool {
    HELM("helm", "DANUBE_HELM"),
    PROMTOOL("promtool", "DANUBE_PROMTOOL"),
    /** A Python that has the package kubernetes-validate. */
    PYTHON("python3", "DANUBE_PYTHON");

    private final String program;
    private final String variable;

    Tool(String program, String variable) {
        this.program = program;
        this.variable = variable;
    }

    /** The program: what the variable names, or what is on the path. */
    String orSkip() {
        Optional<String> found = find();
        if (found.isEmpty()) {
            System.out.printf("skipped: no program '%s' on the path, and no %s%n", program, variable);
        }
        assumeTrue(found.isPresent(), program + " is not installed");
        return found.get();
    }

    private Optional<String> find() {
        Stream<Path> named = Optional.ofNullable(System.getenv(variable)).map(Path::of).stream();
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onPath = Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, program));
        return Stream.concat(named, onPath)
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The Python, if it has a module. */
    static String pythonWith(String module) throws IOException, InterruptedException {
        String python = PYTHON.orSkip();
        boolean hasIt =
                Command.of(python, "-c", "import " + module).run(Path.of(".")).exitCode() == 0;
        if (!hasIt) {
            System.out.printf("skipped: %s has no module %s%n", python, module);
        }
        assumeTrue(hasIt, "Python has no module " + module);
        return python;
    }
}
