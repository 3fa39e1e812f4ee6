package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** The programs under test, as the build made them. */
enum FatJar implements Program {
    SOURCE_MQTT("source-mqtt"),
    SOURCE_WEBHOOK("source-webhook"),
    HELLO_SINK("hello-sink"),
    HELLO_SOURCE("hello-source");

    private final String connector;

    FatJar(String connector) {
        this.connector = connector;
    }

    @Override
    public List<String> javaArguments() {
        return List.of("-jar", path().toString());
    }

    Path path() {
        String property = System.getProperty("it.jar." + connector);
        assertThat(property)
                .as("the system property it.jar.%s; the build sets it", connector)
                .isNotNull();
        Path jar = Path.of(property).normalize();
        assertThat(jar)
                .as("the fat jar of %s; package that module first", connector)
                .isRegularFile();
        return jar;
    }
}
