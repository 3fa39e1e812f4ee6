package com.danubemessaging.connect.runtime.metrics;

import java.util.List;

/**
 * The meters that the runtime keeps for every connector: the one place of their names. The reference page
 * {@code docs/reference/metrics.md} is made from it.
 */
public enum RuntimeMeter {
    /** Readiness. */
    HEALTH(
            Kind.GAUGE,
            "danube_connector_health",
            "1 while records move, or would if there were any; else 0.",
            Scope.CONNECTOR),
    /** What the runtime holds. */
    IN_FLIGHT(
            Kind.GAUGE,
            "danube_connector_inflight_messages",
            "Records held by the runtime: taken and not settled yet.",
            Scope.CONNECTOR),
    /** The same of a sink, in bytes. */
    SINK_HELD_BYTES(
            Kind.GAUGE, "danube.connect.sink.held.bytes", "Payload bytes held by a sink's runtime.", Scope.CONNECTOR),
    /** The same of a source, in bytes. */
    SOURCE_HELD_BYTES(
            Kind.GAUGE,
            "danube.connect.source.held.bytes",
            "Payload bytes held by a source's runtime.",
            Scope.CONNECTOR),
    /** What came in. */
    RECEIVED(
            Kind.COUNTER,
            "danube_connector_messages_received",
            "Messages received from Danube, redeliveries included.",
            Scope.TOPIC),
    /** What is done. */
    PROCESSED(
            Kind.COUNTER,
            "danube_connector_messages_processed",
            "Messages acknowledged (sink) or published (source).",
            Scope.TOPIC),
    /** What is tried again. */
    RETRIED(Kind.COUNTER, "danube_connector_messages_retried", "Further attempts.", Scope.TOPIC),
    /** What failed. */
    FAILED(
            Kind.COUNTER,
            "danube_connector_messages_failed",
            "Failures, by kind; a record that is tried again counts each time.",
            Scope.FAILURE),
    /** How long a call took. */
    PROCESSING(
            Kind.TIMER,
            "danube_connector_processing_duration",
            "Time of a batch (sink) or of a publish (source), retries excluded.",
            Scope.TOPIC),
    /** How much it was given. */
    BATCH_SIZE(Kind.SUMMARY, "danube_connector_batch_size", "Records in a batch.", Scope.TOPIC),
    /** What ended in the dead letter topic. */
    DEAD_LETTERS(Kind.COUNTER, "danube.connect.dead.letters", "Records stored in the dead letter topic.", Scope.TOPIC),
    /** What ended nowhere. */
    SKIPPED(Kind.COUNTER, "danube.connect.skipped", "Records given up without a dead letter, by policy.", Scope.TOPIC),
    /** Certain gaps. */
    GAP_RECORDS(Kind.COUNTER, "danube.connect.gap.records", "Records that the broker skipped.", Scope.TOPIC),
    /** Certain gaps that were none. */
    GAP_FILLED(Kind.COUNTER, "danube.connect.gap.filled", "Records of such a gap that came after all.", Scope.TOPIC),
    /** Gaps that may be somebody else's records. */
    GAP_UNCERTAIN_RECORDS(
            Kind.COUNTER,
            "danube.connect.gap.uncertain.records",
            "Records that did not come, and that an earlier run or another consumer may have had.",
            Scope.TOPIC),
    /** Those that were none. */
    GAP_UNCERTAIN_FILLED(
            Kind.COUNTER,
            "danube.connect.gap.uncertain.filled",
            "Records of such an uncertain gap that came after all.",
            Scope.TOPIC),
    /** Streams lost to a namesake. */
    STREAM_TAKEOVERS(
            Kind.COUNTER,
            "danube.connect.stream.takeovers",
            "Streams that another consumer of the same name took.",
            Scope.TOPIC),
    /** Copies of what is in hand. */
    REDELIVERIES_DROPPED(
            Kind.COUNTER,
            "danube.connect.redeliveries.dropped",
            "Deliveries that came again while the record was held.",
            Scope.TOPIC),
    /** Copies of what is done. */
    REDELIVERIES_ACKNOWLEDGED(
            Kind.COUNTER,
            "danube.connect.redeliveries.acknowledged",
            "Deliveries that came again after the record was done, acknowledged without being written.",
            Scope.TOPIC),
    /** A fault of the connector. */
    ORDER_VIOLATIONS(
            Kind.COUNTER,
            "danube.connect.order.violations",
            "Records that the connector reported done behind a failed one of their key.",
            Scope.TOPIC),
    /** The used part of the windows. */
    SINK_UNACKED(
            Kind.GAUGE,
            "danube.connect.sink.unacked.records",
            "Deliveries whose acknowledgement Danube has not answered.",
            Scope.TOPIC),
    /** How far it is behind. */
    SINK_LAG(
            Kind.GAUGE,
            "danube.connect.sink.lag.records",
            "Records that the subscription is behind; absent where the broker does not tell it of every partition.",
            Scope.TOPIC);

    /** What a meter is. */
    public enum Kind {
        /** Only grows; Prometheus names end with {@code _total}. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Count, sum, maximum and quantiles of durations; Prometheus names hold {@code _seconds}. */
        TIMER,
        /** Count, sum, maximum and quantiles of sizes. */
        SUMMARY
    }

    /** Of what there is one meter each. */
    public enum Scope {
        /** Of a connector, which {@code connector_name} names. */
        CONNECTOR("connector"),
        /** Of a Danube topic of a connector; its partitions share it. */
        TOPIC("connector", "topic"),
        /** Of a kind of failure in a topic, out of a fixed set. */
        FAILURE("connector", "topic", "error_type");

        private final String labels;

        Scope(String... labels) {
            this.labels = String.join(",", labels);
        }

        /** The labels that tell its meters apart. */
        public List<String> labels() {
            return List.of(labels.split(","));
        }
    }

    private final Kind kind;
    private final String meterName;
    private final String description;
    private final Scope scope;

    RuntimeMeter(Kind kind, String meterName, String description, Scope scope) {
        this.kind = kind;
        this.meterName = meterName;
        this.description = description;
        this.scope = scope;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its name in Micrometer. */
    public String meterName() {
        return meterName;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** Of what there is one each. */
    public Scope scope() {
        return scope;
    }

    /**
     * Its name in Prometheus. A {@link Kind#TIMER} and a {@link Kind#SUMMARY} come with {@code _count}, {@code _sum}
     * and {@code _max} besides.
     */
    public String prometheusName() {
        String name = meterName.replace('.', '_');
        return switch (kind) {
            case COUNTER -> name + "_total";
            case TIMER -> name + "_seconds";
            case GAUGE, SUMMARY -> name;
        };
    }
}
