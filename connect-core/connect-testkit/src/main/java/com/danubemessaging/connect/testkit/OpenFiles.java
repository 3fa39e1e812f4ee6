package com.danubemessaging.connect.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The regular files that this process has open, as Linux tells in {@code /proc/self/fd}; nothing elsewhere. Jars and
 * libraries do not count: the JVM opens them when it likes. Immutable.
 */
final class OpenFiles {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final List<String> before;

    private OpenFiles(List<String> before) {
        this.before = before;
    }

    static OpenFiles now() {
        return new OpenFiles(list());
    }

    /** Files that are open now and were not open then, a sentence each. */
    List<String> added() {
        List<String> now = list();
        before.forEach(now::remove);
        return now.stream().map(name -> "the file " + name + " is still open").toList();
    }

    private static List<String> list() {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return names;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            descriptors.map(OpenFiles::target).filter(OpenFiles::counts).forEach(names::add);
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the open files of this process", e);
        }
        return names;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static boolean counts(String target) {
        return target.startsWith("/")
                && !target.startsWith("/proc/")
                && !target.startsWith("/sys/")
                && !target.startsWith("/dev/")
                && !target.endsWith(".jar")
                && !target.endsWith(".so")
                && !target.endsWith("/lib/modules");
    }
}
