package com.danubemessaging.connect.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.metrics.ConnectMetrics.TopicMeters;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter.Scope;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people find under the names that the reference promises. */
@ExtendWith(VertxExtension.class)
class ConnectMetricsTest {

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private ConnectMetrics metrics;

    @BeforeEach
    void useEveryMeter(Vertx vertx) {
        metrics = ConnectMetrics.create(vertx, registry, "c1");
        for (RuntimeMeter meter : RuntimeMeter.values()) {
            use(meter, metrics.topic("/default/t"));
        }
    }

    private void use(RuntimeMeter meter, TopicMeters topic) {
        if (meter.scope() == Scope.FAILURE) {
            topic.failed("io");
            return;
        }
        switch (meter.kind()) {
            case TIMER -> topic.processing(1_000_000);
            case SUMMARY -> topic.batch(7);
            case COUNTER -> topic.count(meter, 1);
            case GAUGE -> {
                if (meter.scope() == Scope.TOPIC) {
                    topic.level(meter, 1);
                } else {
                    metrics.runtimeGauge(meter, () -> 1);
                }
            }
        }
    }

    @AfterEach
    void closeTheRegistry() {
        registry.close();
    }

    private Stream<String> samplesOf(RuntimeMeter meter) {
        String name = meter.prometheusName();
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + "_count{"));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundUnderItsNameWithItsLabels(RuntimeMeter meter) {
        assertThat(registry.scrape()).contains("# HELP " + meter.prometheusName() + " " + meter.description());
        assertThat(samplesOf(meter)).as("samples of %s", meter).isNotEmpty().allSatisfy(sample -> assertThat(
                        labelsOf(sample))
                .containsExactlyInAnyOrderElementsOf(meter.scope().labels()));
    }

    private static Set<String> labelsOf(String sample) {
        return LABEL.matcher(sample)
                .results()
                .map(match -> match.group(1))
                .filter(label -> !label.equals("quantile"))
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsCountedOftenIsCountedUnderTheSameNames() {
        TopicMeters topic = metrics.topic("/default/t");
        topic.received();
        topic.processed();
        topic.retried();
        topic.deadLettered();
        topic.skipped();

        assertThat(Stream.of(
                                RuntimeMeter.RECEIVED,
                                RuntimeMeter.PROCESSED,
                                RuntimeMeter.RETRIED,
                                RuntimeMeter.DEAD_LETTERS,
                                RuntimeMeter.SKIPPED)
                        .flatMap(this::samplesOf))
                .hasSize(5)
                .allSatisfy(sample -> assertThat(sample).endsWith(" 2.0"));
    }

    @Test
    void aGaugeWhoseValueIsNotKnownIsAbsent() {
        metrics.topic("/default/t").noLevel(RuntimeMeter.SINK_LAG);

        assertThat(samplesOf(RuntimeMeter.SINK_LAG)).isEmpty();
        assertThat(samplesOf(RuntimeMeter.SINK_UNACKED)).hasSize(1);
    }

    @Test
    void nothingStaysInAHostsRegistry() {
        metrics.close();

        assertThat(registry.getMeters()).isEmpty();
    }
}
