package com.danubemessaging.connect.runtime.metrics;

import com.danubemessaging.connect.api.ConnectorMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one connector. Upstream's names ({@code danube_connector_…}) are kept, with the real topic as label and
 * a bounded {@code error_type}; ours stand under {@code danube.connect}. Everything is removed from the registry when
 * the connector ends.
 *
 * <p>Confined to the runtime's context, but for the connector's own meters, which are thread-safe.
 */
public final class ConnectMetrics {

    private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99, 0.999};

    private final MeterRegistry registry;
    private final boolean isOwnRegistry;
    private final Tags common;
    private final Set<Meter> own = new HashSet<>();
    private final Map<String, TopicMeters> topics = new HashMap<>();

    private ConnectMetrics(MeterRegistry registry, boolean isOwnRegistry, String connectorName) {
        this.registry = registry;
        this.isOwnRegistry = isOwnRegistry;
        this.common = Tags.of("connector", connectorName);
    }

    /**
     * Meters of connector {@code connectorName} in {@code given}; without one, in the registry that this Vert.x reports
     * its own metrics to; without that, in a Prometheus registry made for the purpose.
     */
    public static ConnectMetrics create(Vertx vertx, @Nullable MeterRegistry given, String connectorName) {
        if (given != null) {
            return new ConnectMetrics(given, false, connectorName);
        }
        MeterRegistry ofVertx = vertx.isMetricsEnabled() ? BackendRegistries.getDefaultNow() : null;
        return ofVertx != null
                ? new ConnectMetrics(ofVertx, false, connectorName)
                : new ConnectMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), true, connectorName);
    }

    /** What {@code /metrics} answers; empty if the registry is not a Prometheus one. */
    public Optional<String> scrape() {
        return registry instanceof PrometheusMeterRegistry prometheus
                ? Optional.of(prometheus.scrape())
                : Optional.empty();
    }

    /** The meters of one topic. */
    public final class TopicMeters {
        private final Tags tags;
        private final Counter received;
        private final Counter processed;
        private final Counter retried;
        private final Counter deadLettered;
        private final Counter skipped;
        private final Timer processing;
        private final DistributionSummary batchSize;
        private final Map<String, Counter> failures = new HashMap<>();
        private final Map<String, Counter> counters = new HashMap<>();
        private final Map<String, AtomicLong> levels = new HashMap<>();
        private final Map<String, Gauge> gauges = new HashMap<>();

        private TopicMeters(String topic) {
            this.tags = common.and("topic", topic);
            received = keep(Counter.builder("danube_connector_messages_received")
                    .description("Messages received from Danube, redeliveries included.")
                    .tags(tags)
                    .register(registry));
            processed = keep(Counter.builder("danube_connector_messages_processed")
                    .description("Messages acknowledged (sink) or published (source).")
                    .tags(tags)
                    .register(registry));
            retried = keep(Counter.builder("danube_connector_messages_retried")
                    .description("Further attempts.")
                    .tags(tags)
                    .register(registry));
            deadLettered = keep(Counter.builder("danube.connect.dead.letters")
                    .description("Records stored in the dead letter topic.")
                    .tags(tags)
                    .register(registry));
            skipped = keep(Counter.builder("danube.connect.skipped")
                    .description("Records given up without a dead letter, by policy.")
                    .tags(tags)
                    .register(registry));
            processing = keep(Timer.builder("danube_connector_processing_duration")
                    .description("Time of a batch (sink) or of a publish (source), retries excluded.")
                    .publishPercentiles(QUANTILES)
                    .tags(tags)
                    .register(registry));
            batchSize = keep(DistributionSummary.builder("danube_connector_batch_size")
                    .description("Records in a batch.")
                    .publishPercentiles(QUANTILES)
                    .tags(tags)
                    .register(registry));
        }

        /** A message arrived. */
        public void received() {
            received.increment();
        }

        /** A message was acknowledged, or published. */
        public void processed() {
            processed.increment();
        }

        /** A further attempt is made. */
        public void retried() {
            retried.increment();
        }

        /** A record is in the dead letter topic. */
        public void deadLettered() {
            deadLettered.increment();
        }

        /** A record was skipped by policy. */
        public void skipped() {
            skipped.increment();
        }

        /** Something failed; {@code errorType} is one of a small fixed set. */
        public void failed(String errorType) {
            failures.computeIfAbsent(
                            errorType,
                            type -> keep(Counter.builder("danube_connector_messages_failed")
                                    .description("Failures, by kind.")
                                    .tags(tags.and("error_type", type))
                                    .register(registry)))
                    .increment();
        }

        /** A batch or a publish ended. */
        public void processing(long nanos) {
            processing.record(nanos, TimeUnit.NANOSECONDS);
        }

        /** A batch was handed to the connector, or taken from it. */
        public void batch(int records) {
            batchSize.record(records);
        }

        /** A rarely used counter of ours, {@code danube.connect.<name>}. */
        public void count(String name, String description, long amount) {
            counters.computeIfAbsent(
                            name,
                            n -> keep(Counter.builder("danube.connect." + n)
                                    .description(description)
                                    .tags(tags)
                                    .register(registry)))
                    .increment((double) amount);
        }

        /** A gauge of ours, {@code danube.connect.<name>}, from now on at {@code value}. */
        public void level(String name, String description, long value) {
            AtomicLong level = levels.computeIfAbsent(name, n -> {
                AtomicLong made = new AtomicLong();
                gauges.put(
                        n,
                        keep(Gauge.builder("danube.connect." + n, made, AtomicLong::doubleValue)
                                .description(description)
                                .tags(tags)
                                .strongReference(true)
                                .register(registry)));
                return made;
            });
            level.set(value);
        }

        /** Takes a gauge away: its value is not known, which is not the same as 0. */
        public void noLevel(String name) {
            Gauge gauge = gauges.remove(name);
            if (gauge != null) {
                levels.remove(name);
                drop(gauge);
            }
        }
    }

    /** The meters of this topic. */
    public TopicMeters topic(String topic) {
        return topics.computeIfAbsent(topic, TopicMeters::new);
    }

    /** A gauge of the runtime's, upstream's name or {@code danube.connect.<noun>}. */
    public void runtimeGauge(String name, String description, DoubleSupplier value) {
        keep(Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(common)
                .strongReference(true)
                .register(registry));
    }

    /** The connector's own meters; thread-safe. */
    public ConnectorMetrics forConnector() {
        return new ConnectorMeters(this);
    }

    Counter connectorCounter(String name, String description, String... tags) {
        return keep(Counter.builder("danube.connect." + name)
                .description(description)
                .tags(common.and(tags))
                .register(registry));
    }

    void connectorGauge(String name, String description, DoubleSupplier value, String... tags) {
        keep(Gauge.builder("danube.connect." + name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(common.and(tags))
                .strongReference(true)
                .register(registry));
    }

    private <M extends Meter> M keep(M meter) {
        synchronized (own) {
            own.add(meter);
        }
        return meter;
    }

    private void drop(Meter meter) {
        synchronized (own) {
            own.remove(meter);
        }
        registry.remove(meter);
    }

    /** Takes all meters out of the registry. */
    public void close() {
        synchronized (own) {
            own.forEach(registry::remove);
            own.clear();
        }
        if (isOwnRegistry) {
            registry.close();
        }
    }
}
