package com.danubemessaging.connect.testkit.sim;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A number that changes with the classes of a module, whether they lie in a folder or a jar. */
final class CodeFingerprint {

    private CodeFingerprint() {}

    /** Of everything that lies with each of these classes. */
    static String of(Class<?>... classes) throws IOException {
        CRC32 sum = new CRC32();
        for (Class<?> each : classes) {
            Path place = place(each);
            if (Files.isDirectory(place)) {
                add(place, sum);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    add(jar.getPath("/"), sum);
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private static Path place(Class<?> type) throws IOException {
        try {
            URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void add(Path root, CRC32 sum) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            sum.update(Files.readAllBytes(file));
        }
    }
}
