package com.danubemessaging.connect.it;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.it.sink.TargetSinkProvider;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The sink of the package {@code sink} as a process: in a jar of its own, beside the runtime of a fat jar. */
final class TargetProgram implements Program {

    private static final String MAIN = "com.danubemessaging.connect.launcher.DanubeConnect";

    private final Path jar;

    private TargetProgram(Path jar) {
        this.jar = jar;
    }

    /** Packs the jar into a folder. */
    static TargetProgram pack(Path folder) throws IOException, URISyntaxException {
        Path jar = folder.resolve("target-sink.jar");
        Path classes = Path.of(TargetSinkProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path packed = classes.resolve(TargetSinkProvider.class.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> found = Files.list(packed)) {
            for (Path each : found.toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
            }
            out.putNextEntry(new ZipEntry("META-INF/services/" + ConnectorProvider.class.getName()));
            out.write(TargetSinkProvider.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return new TargetProgram(jar);
    }

    @Override
    public String name() {
        return "TARGET_SINK";
    }

    @Override
    public List<String> javaArguments() {
        String classPath = FatJar.HELLO_SINK.path() + File.pathSeparator + jar;
        return List.of("-cp", classPath, MAIN, "--connector", TargetSinkProvider.TYPE);
    }
}
