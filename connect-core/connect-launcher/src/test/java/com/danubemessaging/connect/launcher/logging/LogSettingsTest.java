package com.danubemessaging.connect.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSettingsTest {

    private static LogSettings of(Map<String, String> environment) {
        return LogSettings.of(environment, "error", false);
    }

    @Test
    void rustLogWinsOverLogLevelOverTheFileOverInfo() {
        Map<String, String> both = Map.of("RUST_LOG", "debug", "LOG_LEVEL", "warn");

        assertThat(of(both).root()).isEqualTo(Level.DEBUG);
        assertThat(of(Map.of("LOG_LEVEL", "warn")).root()).isEqualTo(Level.WARN);
        assertThat(of(Map.of()).root()).isEqualTo(Level.ERROR);
        assertThat(LogSettings.of(Map.of(), null, false).root()).isEqualTo(Level.INFO);
    }

    @Test
    void rustLogWithoutABareLevelLeavesTheRootToTheOthers() {
        LogSettings settings = of(Map.of("RUST_LOG", "danube_sink_qdrant=debug", "LOG_LEVEL", "warn"));

        assertThat(settings.root()).isEqualTo(Level.WARN);
        assertThat(settings.loggers()).containsEntry("com.danubemessaging.connect.sink.qdrant", Level.DEBUG);
    }

    @Test
    void emptyVariablesCountAsNotSet() {
        LogSettings settings = of(Map.of("RUST_LOG", "", "LOG_LEVEL", "", "LOG_FORMAT", ""));

        assertThat(settings.root()).isEqualTo(Level.ERROR);
        assertThat(settings.format()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void mistypedValuesAreNamedAndPassedOver() {
        LogSettings settings = LogSettings.of(Map.of("LOG_LEVEL", "verbose", "LOG_FORMAT", "xml"), "chatty", false);

        assertThat(settings.root()).isEqualTo(Level.INFO);
        assertThat(settings.format()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.warnings())
                .containsExactly(
                        "LOG_LEVEL: 'verbose' is ignored: it is not a level; write off, error, warn, info, debug or trace",
                        "processing.log_level: 'chatty' is ignored: it is not a level; write off, error, warn, info, debug or trace",
                        "LOG_FORMAT: 'xml' is ignored; write text or json");
    }

    @Test
    void chattyLibrariesStayQuietUnlessTheyAreNamed() {
        String micrometer = "io.micrometer.core.instrument.MeterRegistry";
        String mqtt = "io.vertx.mqtt.impl";

        assertThat(of(Map.of("RUST_LOG", "trace")).loggers())
                .isEqualTo(Map.of("io.netty", Level.INFO, micrometer, Level.ERROR, mqtt, Level.OFF));
        assertThat(of(Map.of("RUST_LOG", "trace,io.netty=debug,io.micrometer=warn,io.vertx=info"))
                        .loggers())
                .isEqualTo(Map.of("io.netty", Level.DEBUG, "io.micrometer", Level.WARN, "io.vertx", Level.INFO));
        assertThat(of(Map.of("RUST_LOG", "info")).loggers())
                .isEqualTo(Map.of(micrometer, Level.ERROR, mqtt, Level.OFF));
        assertThat(of(Map.of("RUST_LOG", "off")).loggers()).isEmpty();
    }

    @Test
    void coloursNeedATerminalAndTextAndNoObjection() {
        assertThat(LogSettings.of(Map.of(), null, true).coloured()).isTrue();
        assertThat(LogSettings.of(Map.of(), null, false).coloured()).isFalse();
        assertThat(LogSettings.of(Map.of("NO_COLOR", "1"), null, true).coloured())
                .isFalse();
        assertThat(LogSettings.of(Map.of("LOG_FORMAT", "JSON"), null, true).coloured())
                .isFalse();
    }
}
