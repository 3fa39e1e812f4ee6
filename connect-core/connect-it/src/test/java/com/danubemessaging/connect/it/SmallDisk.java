package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of a few pages, so that a test can fill a whole disk and free it again. It lives in memory; mounting it
 * needs Linux and root.
 */
final class SmallDisk implements AutoCloseable {

    private static final int SIZE = 64 << 10;
    private static final int PAGE = 4 << 10;

    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /** Mounts one. Skips the test where that is not allowed. */
    static SmallDisk mount(Path root) throws IOException, InterruptedException {
        Files.createDirectories(root);
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", root.toString());
        if (!refusal.isEmpty()) {
            System.out.println("skipped: a disk that can be filled cannot be mounted: " + refusal);
        }
        assumeTrue(refusal.isEmpty(), "mounting a small disk: " + refusal);
        return new SmallDisk(root);
    }

    /** What a program complains about; empty if it did as it was told. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? "" : command[0] + ": " + output;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /** Writes until nothing fits any more. */
    void fill() throws IOException {
        IOException full = null;
        try (OutputStream filler = Files.newOutputStream(filler())) {
            for (int page = 0; page <= SIZE / PAGE; page++) {
                filler.write(new byte[PAGE]);
            }
        } catch (IOException e) {
            full = e;
        }
        assertThat(full).as("the disk is full").hasMessageContaining("No space left");
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return path("filler");
    }

    @Override
    public void close() throws InterruptedException {
        // Lazily: a process that a failed test left behind must not keep the test's folder from being deleted.
        assertThat(run("umount", "-l", root.toString())).isEmpty();
    }

    @Override
    public String toString() {
        List<String> files = new ArrayList<>();
        try (var listed = Files.list(root)) {
            listed.forEach(file -> files.add(file.getFileName().toString()));
        } catch (IOException e) {
            files.add(e.toString());
        }
        return "--- small disk " + files;
    }
}
