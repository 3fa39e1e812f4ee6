package com.danubemessaging.connect.it;

import java.nio.file.Path;

/**
 * The configuration file of the webhook source, of the parts that tests vary. Each sender's events have a key.
 *
 * @param danubeUrl {@code danube_service_url}
 * @param port {@code server.port}
 * @param metricsPort {@code processing.metrics_port}
 * @param serverLines further lines of the table {@code server}
 * @param tables further tables
 */
record WebhookToml(String danubeUrl, int port, int metricsPort, String serverLines, String tables) {

    static final String NAME = "fleet-hooks";
    static final String PATH = "/fleet";

    /** Header with the key of the record. */
    static final String KEY_HEADER = "Device";

    /** Header that names the event; without effect unless {@link #NAMED_EVENTS} is among the tables. */
    static final String EVENT_HEADER = "Idempotency-Key";

    /** Makes a repetition of an event harmless. */
    static final String NAMED_EVENTS = "[idempotency]\nheader = \"" + EVENT_HEADER + "\"\n";

    /** Where Danube gets what the source cannot publish. */
    static final String DEAD_LETTER_TOPIC = "/default/dlq-fleet-hooks-q";

    WebhookToml withServerLines(String lines) {
        return new WebhookToml(danubeUrl, port, metricsPort, lines, tables);
    }

    WebhookToml withTables(String further) {
        return new WebhookToml(danubeUrl, port, metricsPort, serverLines, further);
    }

    String text(Path folder) {
        return """
                connector_name = "%s"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                [server]
                host = "127.0.0.1"
                port = %d
                %s

                [auth]
                type = "none"

                %s

                [[routes]]
                from = "%s"
                to = "%s"
                reliable_dispatch = true
                key_from = "header:%s"
                """
                .formatted(
                        NAME,
                        danubeUrl,
                        folder.resolve("state"),
                        metricsPort,
                        port,
                        serverLines,
                        tables,
                        PATH,
                        SourceToml.TOPIC,
                        KEY_HEADER);
    }
}
