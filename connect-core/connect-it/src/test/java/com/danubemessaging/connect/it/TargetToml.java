package com.danubemessaging.connect.it;

import java.nio.file.Path;

/**
 * The configuration file of the sink with the target in the test's JVM.
 *
 * @param danubeUrl {@code danube_service_url}
 * @param metricsPort {@code processing.metrics_port}
 * @param targetUrl {@code target.url}
 * @param callTimeoutMillis {@code processing.call_timeout_ms}
 */
record TargetToml(String danubeUrl, int metricsPort, String targetUrl, int callTimeoutMillis) {

    /** Where Danube gets what the target never takes. */
    static final String DEAD_LETTER_TOPIC = "/default/dlq-to-target-q";

    String text(Path folder) {
        return """
                connector_name = "to-target"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d
                call_timeout_ms = %d

                [retry]
                retry_backoff_ms = 100

                [target]
                url = "%s"
                topic = "%s"
                """
                .formatted(
                        danubeUrl,
                        folder.resolve("state"),
                        metricsPort,
                        callTimeoutMillis,
                        targetUrl,
                        SourceToml.TOPIC);
    }
}
