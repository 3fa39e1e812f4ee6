package com.danubemessaging.connect.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectivesTest {

    private static final String MQTT = "com.danubemessaging.connect.source.mqtt";

    @ParameterizedTest
    @CsvSource({
        "info, INFO",
        "WARN, WARN",
        "Debug, DEBUG",
        "trace, TRACE",
        "error, ERROR",
        "off, OFF",
        "0, OFF",
        "5, TRACE",
        "' info ', INFO",
        "'debug,warn', WARN"
    })
    void aBareLevelSetsTheRootAndTheLastOneCounts(String text, String level) {
        LogDirectives directives = LogDirectives.parse(text);

        assertThat(directives.root()).isEqualTo(Level.toLevel(level));
        assertThat(directives.loggers()).isEmpty();
        assertThat(directives.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "danube_source_mqtt=debug, com.danubemessaging.connect.source.mqtt, DEBUG",
        "danube_source_mqtt::client::session=trace, com.danubemessaging.connect.source.mqtt, TRACE",
        "danube_sink_deltalake=off, com.danubemessaging.connect.sink.deltalake, OFF",
        "danube-sink-qdrant=warn, com.danubemessaging.connect.sink.qdrant, WARN",
        "danube_client=debug, com.danubemessaging.vertx.client, DEBUG",
        "io.netty=debug, io.netty, DEBUG",
        "danube_source_mqtt, com.danubemessaging.connect.source.mqtt, TRACE",
        "danube_source_mqtt=, com.danubemessaging.connect.source.mqtt, TRACE",
        "'danube_source_mqtt[poll{a=1,b=2}]=debug', com.danubemessaging.connect.source.mqtt, DEBUG"
    })
    void aModuleStandsForOurLogger(String text, String logger, String level) {
        LogDirectives directives = LogDirectives.parse(text);

        assertThat(directives.loggers()).isEqualTo(Map.of(logger, Level.toLevel(level)));
        assertThat(directives.root()).isNull();
        assertThat(directives.warnings()).isEmpty();
    }

    @Test
    void theCoreIsEveryPartOfConnectThatIsNoConnector() {
        LogDirectives directives = LogDirectives.parse("danube_connect_core=debug");

        assertThat(directives.loggers())
                .containsOnlyKeys(
                        "com.danubemessaging.connect.api",
                        "com.danubemessaging.connect.engine",
                        "com.danubemessaging.connect.launcher",
                        "com.danubemessaging.connect.runtime")
                .containsValue(Level.DEBUG);
    }

    @Test
    void upstreamsOwnDefaultIsUnderstood() {
        LogDirectives directives = LogDirectives.parse("warn,danube_source_mqtt=debug");

        assertThat(directives.root()).isEqualTo(Level.WARN);
        assertThat(directives.loggers()).isEqualTo(Map.of(MQTT, Level.DEBUG));
    }

    @Test
    void theLaterOfTwoDirectivesForOneLoggerCounts() {
        LogDirectives directives = LogDirectives.parse("danube_source_mqtt=debug,danube_source_mqtt=error");

        assertThat(directives.loggers()).isEqualTo(Map.of(MQTT, Level.ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rumqttc=debug", "hyper::client=trace,tonic=off", "", " , ,"})
    void modulesOfOthersAndEmptyPartsMeanNothing(String text) {
        assertThat(LogDirectives.parse(text)).isEqualTo(LogDirectives.parse(""));
        assertThat(LogDirectives.parse(text).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "danube_source_mqtt=loud, 'RUST_LOG: ''danube_source_mqtt=loud'' is ignored: ''loud'' is not a level; write off, error, warn, info, debug or trace'",
        "inof, 'RUST_LOG: ''inof'' is ignored: it is neither a level nor a module of this process'",
        "=debug, 'RUST_LOG: ''=debug'' is ignored: it names no target'",
        "a=b=c, 'RUST_LOG: ''a=b=c'' is ignored: it is neither a level nor target=level'"
    })
    void whatIsNotUnderstoodIsNamedAndTheRestCounts(String part, String warning) {
        LogDirectives directives = LogDirectives.parse(part + ",warn");

        assertThat(directives.warnings()).containsExactly(warning);
        assertThat(directives.root()).isEqualTo(Level.WARN);
        assertThat(directives.loggers()).isEmpty();
    }
}
