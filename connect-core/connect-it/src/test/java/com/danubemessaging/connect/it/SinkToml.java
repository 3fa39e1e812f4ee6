package com.danubemessaging.connect.it;

import java.nio.file.Path;

/**
 * The configuration file of the sink.
 *
 * @param danubeUrl {@code danube_service_url}
 * @param metricsPort {@code processing.metrics_port}
 * @param output {@code hello_sink.path}
 */
record SinkToml(String danubeUrl, int metricsPort, Path output) {

    String text(Path folder) {
        return """
                connector_name = "fleet-sink"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                [hello_sink]
                path = "%s"
                topic = "%s"
                """
                .formatted(danubeUrl, folder.resolve("state"), metricsPort, output, SourceToml.TOPIC);
    }
}
