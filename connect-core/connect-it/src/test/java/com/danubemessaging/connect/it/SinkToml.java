package com.danubemessaging.connect.it;

import java.nio.file.Path;

/**
 * The configuration file of the sink.
 *
 * @param danubeUrl {@code danube_service_url}
 * @param metricsPort {@code processing.metrics_port}
 * @param output {@code hello_sink.path}
 * @param onGap {@code danube.on_gap}
 */
record SinkToml(String danubeUrl, int metricsPort, Path output, String onGap) {

    /** One that goes on at gaps, as is the default. */
    SinkToml(String danubeUrl, int metricsPort, Path output) {
        this(danubeUrl, metricsPort, output, "warn");
    }

    /** One that ends when records are certainly missing. */
    SinkToml stoppingAtGaps() {
        return new SinkToml(danubeUrl, metricsPort, output, "stop");
    }

    String text(Path folder) {
        return """
                connector_name = "fleet-sink"
                danube_service_url = "%s"
                state_dir = "%s"

                [danube]
                on_gap = "%s"

                [processing]
                metrics_port = %d

                [hello_sink]
                path = "%s"
                topic = "%s"
                """
                .formatted(danubeUrl, folder.resolve("state"), onGap, metricsPort, output, SourceToml.TOPIC);
    }
}
