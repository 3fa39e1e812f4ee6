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
import java.util.EnumMap;
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
        private final Map<RuntimeMeter, Counter> counters = new EnumMap<>(RuntimeMeter.class);
        private final Map<RuntimeMeter, AtomicLong> levels = new EnumMap<>(RuntimeMeter.class);
        private final Map<RuntimeMeter, Gauge> gauges = new EnumMap<>(RuntimeMeter.class);

        private TopicMeters(String topic) {
            this.tags = common.and("topic", topic);
            received = counter(RuntimeMeter.RECEIVED, tags);
            processed = counter(RuntimeMeter.PROCESSED, tags);
            retried = counter(RuntimeMeter.RETRIED, tags);
            deadLettered = counter(RuntimeMeter.DEAD_LETTERS, tags);
            skipped = counter(RuntimeMeter.SKIPPED, tags);
            processing = keep(Timer.builder(RuntimeMeter.PROCESSING.meterName())
                    .description(RuntimeMeter.PROCESSING.description())
                    .publishPercentiles(QUANTILES)
                    .tags(tags)
                    .register(registry));
            batchSize = keep(DistributionSummary.builder(RuntimeMeter.BATCH_SIZE.meterName())
                    .description(RuntimeMeter.BATCH_SIZE.description())
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
            failures.computeIfAbsent(errorType, type -> counter(RuntimeMeter.FAILED, tags.and("error_type", type)))
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

        /** A rarely used counter; it exists from its first use on. */
        public void count(RuntimeMeter meter, long amount) {
            counters.computeIfAbsent(meter, used -> counter(used, tags)).increment((double) amount);
        }

        /** A gauge, from now on at {@code value}. */
        public void level(RuntimeMeter meter, long value) {
            AtomicLong level = levels.computeIfAbsent(meter, used -> {
                AtomicLong made = new AtomicLong();
                gauges.put(used, gauge(used, made::doubleValue, tags));
                return made;
            });
            level.set(value);
        }

        /** Takes a gauge away: its value is not known, which is not the same as 0. */
        public void noLevel(RuntimeMeter meter) {
            Gauge gauge = gauges.remove(meter);
            if (gauge != null) {
                levels.remove(meter);
                drop(gauge);
            }
        }
    }

    /** The meters of this topic. */
    public TopicMeters topic(String topic) {
        return topics.computeIfAbsent(topic, TopicMeters::new);
    }

    /** A gauge of the whole connector. */
    public void runtimeGauge(RuntimeMeter meter, DoubleSupplier value) {
        gauge(meter, value, common);
    }

    private Counter counter(RuntimeMeter meter, Tags tags) {
        return counter(meter.meterName(), meter.description(), tags);
    }

    private Counter counter(String name, String description, Tags tags) {
        return keep(Counter.builder(name).description(description).tags(tags).register(registry));
    }

    private Gauge gauge(RuntimeMeter meter, DoubleSupplier value, Tags tags) {
        return gauge(meter.meterName(), meter.description(), value, tags);
    }

    private Gauge gauge(String name, String description, DoubleSupplier value, Tags tags) {
        return keep(Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    /** The connector's own meters; thread-safe. */
    public ConnectorMetrics forConnector() {
        return new ConnectorMeters(this);
    }

    Counter connectorCounter(String name, String description, String... tags) {
        return counter("danube.connect." + name, description, common.and(tags));
    }

    void connectorGauge(String name, String description, DoubleSupplier value, String... tags) {
        gauge("danube.connect." + name, description, value, common.and(tags));
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
