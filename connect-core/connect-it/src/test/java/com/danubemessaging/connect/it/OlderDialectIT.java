package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file written for version 0.2 of upstream's MQTT source, with its environment, as its Helm example has them. */
class OlderDialectIT extends PipelineTest {

    private static final String FILE =
            """
            danube_service_url = "http://danube-core-broker:6650"
            connector_name = "mqtt-iot-source"

            [retry]
            max_retries = 3
            retry_backoff_ms = 1000
            max_backoff_ms = 30000

            [processing]
            batch_size = 100
            batch_timeout_ms = 1000
            poll_interval_ms = 100
            metrics_port = %d
            log_level = "info"

            [mqtt]
            broker_host = "mosquitto"
            broker_port = 1883
            client_id = "danube-connector-1"
            keep_alive_secs = 60
            connection_timeout_secs = 30
            max_packet_size = 10485760
            use_tls = false
            clean_session = true
            include_metadata = true

            [[mqtt.topic_mappings]]
            mqtt_topic = "sensors/+/temperature"
            danube_topic = "/default/temperature"
            qos = "AtLeastOnce"
            partitions = 0

            [[mqtt.topic_mappings]]
            mqtt_topic = "devices/#"
            danube_topic = "/default/fleet"
            qos = "ExactlyOnce"
            partitions = 4
            """;

    @Test
    void runsAsItIs() throws Exception {
        int metricsPort = Ports.free();
        Path file = Files.writeString(folder.resolve("connector.toml"), FILE.formatted(metricsPort));
        Map<String, String> environment = Map.of(
                "CONNECTOR_CONFIG_PATH",
                file.toString(),
                "DANUBE_SERVICE_URL",
                danube.serviceUrl(),
                "CONNECTOR_NAME",
                "mqtt-iot-source",
                "MQTT_BROKER_HOST",
                "127.0.0.1",
                "MQTT_BROKER_PORT",
                Integer.toString(mosquitto.port()),
                "RUST_LOG",
                "info,danube_source_mqtt=debug");

        JarProcess source = closedLater(JarProcess.start(FatJar.SOURCE_MQTT, "source", folder, environment));

        AdminPage page = new AdminPage(metricsPort);
        waiting("the source is ready", JarProcess.PATIENCE).until(page::isReady);
        startSink().awaitReady();
        Publisher publisher = closedLater(Publisher.connect(vertx, mosquitto.port()));
        publisher.publish("sensors/attic/temperature", "{\"celsius\":31}");
        publisher.publish("devices/d1/state", "on");
        waiting("the device's message in the file", Duration.ofSeconds(30))
                .until(() -> Lines.of(output()).size() == 1);
        assertThat(Lines.of(output()).get(0).getString("key")).isEqualTo("devices/d1/state");
        waiting("the sensor's message in its topic", Duration.ofSeconds(30))
                .until(() -> page.counter("danube_connector_messages_processed_total") == 2);
        source.assertNothingUnexpectedWasLogged();
    }
}
