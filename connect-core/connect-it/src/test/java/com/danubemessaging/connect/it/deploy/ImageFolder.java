package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What an image has in {@code /opt/danube-connect}, made by the very scripts that the Dockerfile runs. */
final class ImageFolder {

    private final Path home;

    private ImageFolder(Path home) {
        this.home = home;
    }

    /** Makes the runtime, takes the connector's jar, and makes its class-data archive. */
    static ImageFolder make(Path home, String connector) throws IOException, InterruptedException {
        Files.createDirectories(home);
        ImageFolder folder = new ImageFolder(home);
        folder.build("build-runtime", home.resolve("runtime"));
        folder.take(connector);
        return folder;
    }

    /** The same for another connector, with the runtime of this one: images of all connectors share that layer. */
    ImageFolder makeAnother(Path otherHome, String connector) throws IOException, InterruptedException {
        Files.createDirectories(otherHome);
        Files.createSymbolicLink(otherHome.resolve("runtime"), home.resolve("runtime"));
        ImageFolder folder = new ImageFolder(otherHome);
        folder.take(connector);
        return folder;
    }

    private void take(String connector) throws IOException, InterruptedException {
        Path jar = Files.copy(FatJars.orSkip(connector), home.resolve("connector.jar"));
        String module = Command.of(script("module"), connector)
                .run(Repository.ROOT)
                .orFail()
                .strip();
        build(
                "train",
                home,
                Repository.file(module).resolve("src/archive/connector.toml"),
                Repository.fatJarIn(Repository.file("connect-core/danube-embedded")));
        assertThat(jar).isRegularFile();
    }

    private void build(String script, Path... arguments) throws IOException, InterruptedException {
        String[] words = new String[arguments.length + 1];
        words[0] = script(script);
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        Command.of(words)
                .with("JAVA_HOME", Java.HOME)
                // What the archive holds is not the point here.
                .with("TRAIN_SECONDS", "5")
                .with("TRAIN_DANUBE_PORT", Integer.toString(LocalPort.free()))
                .with("TRAIN_METRICS_PORT", Integer.toString(LocalPort.free()))
                .run(home)
                .orFail();
    }

    static String script(String name) {
        return Repository.file("docker/image").resolve(name).toString();
    }

    Path home() {
        return home;
    }

    /** The program of the image. */
    Command program(Map<String, String> environment, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = script("danube-connector");
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(words).with("DANUBE_CONNECT_HOME", home.toString()).with(environment);
    }
}
