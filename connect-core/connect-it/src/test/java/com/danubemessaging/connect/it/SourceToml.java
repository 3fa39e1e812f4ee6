package com.danubemessaging.connect.it;

import java.nio.file.Path;

/**
 * The configuration file of the MQTT source, of the parts that tests vary.
 *
 * @param danubeUrl {@code danube_service_url}
 * @param mqttPort {@code mqtt.broker_port}
 * @param metricsPort {@code processing.metrics_port}
 * @param mqttLines further lines of the table {@code mqtt}
 * @param routes the tables behind it
 */
record SourceToml(String danubeUrl, int mqttPort, int metricsPort, String mqttLines, String routes) {

    static final String NAME = "fleet-source";
    static final String TOPIC = "/default/fleet";

    /** Where Danube gets what the source cannot publish. */
    static final String DEAD_LETTER_TOPIC = "/default/dlq-fleet-source-q";

    /** The counter of messages that it has acknowledged to the MQTT broker. */
    static final String ACKNOWLEDGED = "danube_connect_mqtt_messages_acknowledged_total";

    static final String FLEET_ROUTE = route("fleet/#", TOPIC, "");

    /** One entry of {@code mqtt.routes}. */
    static String route(String from, String to, String lines) {
        return """
                [[mqtt.routes]]
                from = "%s"
                to = "%s"
                %s
                """
                .formatted(from, to, lines);
    }

    SourceToml withMqttLines(String lines) {
        return new SourceToml(danubeUrl, mqttPort, metricsPort, lines, routes);
    }

    SourceToml withRoutes(String tables) {
        return new SourceToml(danubeUrl, mqttPort, metricsPort, mqttLines, tables);
    }

    String text(Path folder) {
        return """
                connector_name = "%s"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                [mqtt]
                broker_host = "127.0.0.1"
                broker_port = %d
                client_id = "danube-fleet"
                clean_session = false
                %s

                %s
                """
                .formatted(NAME, danubeUrl, folder.resolve("state"), metricsPort, mqttPort, mqttLines, routes);
    }
}
