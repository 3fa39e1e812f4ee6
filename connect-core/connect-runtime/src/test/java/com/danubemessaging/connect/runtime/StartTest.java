package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest extends RuntimeFixture {

    private static final class Initializing implements SinkConnector {
        private final Supplier<Future<Void>> initialize;
        final AtomicInteger shutdowns = new AtomicInteger();

        Initializing(Supplier<Future<Void>> initialize) {
            this.initialize = initialize;
        }

        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return List.of(reading(TOPIC));
        }

        @Override
        public Future<Void> initialize(SinkContext context) {
            return initialize.get();
        }

        @Override
        public Future<BatchResult> processBatch(List<SinkRecord> records) {
            return CollectingSink.done(records);
        }

        @Override
        public Future<Void> shutdown() {
            shutdowns.incrementAndGet();
            return Future.succeededFuture();
        }
    }

    private static Future<Void> fail(String how) {
        return switch (how) {
            case "fatal" -> Future.failedFuture(new FatalException("told you so"));
            case "configuration" -> Future.failedFuture(new ConfigurationException("told you so"));
            case "invalid data" -> Future.failedFuture(new InvalidDataException("told you so"));
            case "unclassified" -> Future.failedFuture(new ArithmeticException("told you so"));
            case "thrown" -> throw new IllegalStateException("told you so");
            case "error" -> throw new NoClassDefFoundError("told you so");
            case "io" -> Future.failedFuture(new IOException("told you so"));
            default -> Future.failedFuture(new RetryableException("told you so"));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"fatal", "configuration", "invalid data", "unclassified", "thrown", "error"})
    void endsWhenInitializeFailsForGoodAndShutsTheConnectorDown(String how) throws Exception {
        Initializing sink = new Initializing(() -> fail(how));

        RunningConnector running = deploy(config("writer"), sink);

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).isEqualTo("told you so");
        assertThat(sink.shutdowns).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryable", "io"})
    void triesAgainWhenInitializeFailsForNow(String how) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        producer(TOPIC);

        RunningConnector running = deploy(
                config("writer"),
                new Initializing(() -> tries.incrementAndGet() < 4 ? fail(how) : Future.succeededFuture()));

        awaitReady(running);
        assertThat(tries).hasValue(4);
    }

    @Test
    void becomesReadyWhenDanubeIsThereAtLast() throws Exception {
        producer(TOPIC);
        danube.stopListening().await(5, SECONDS);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 3, 1);

        RunningConnector reader = deploy(config("reader"), source);
        RunningConnector writer = deploy(config("writer"), new CollectingSink(reading(TOPIC)));
        until(() -> problems(writer).contains("waiting for 1 subscription(s)"));
        until(() -> problems(reader).contains("the source has not started: producers are being made"));
        danube.resumeListening().await(5, SECONDS);

        awaitReady(reader);
        awaitReady(writer);
        until(() -> source.committed == 2);
    }

    @Test
    void waitsForATopicThatDoesNotExistYet() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = deploy(config("writer"), sink);
        until(() -> problems(running).contains("waiting for 1 subscription(s)"));

        producer(TOPIC);

        awaitReady(running);
        publish(TOPIC, "1");
        until(() -> sink.payloads().equals(List.of("1")));
    }

    @Test
    void refusesASinkWithoutATopic() throws Exception {
        RunningConnector running = deploy(config("writer"), new CollectingSink(List.of(), CollectingSink::done));

        assertThat(end(running).reason()).isEqualTo("the connector names no topic to read");
    }

    @Test
    void failsTheDeploymentWhenTheProviderRefusesTheConfigurationAndLeavesNothingBehind() throws Exception {
        int before = vertx.deploymentIDs().size();
        Supplier<Connector> refusing = () -> {
            throw new ConfigurationException("qos=3 is not a quality of service");
        };

        assertThatThrownBy(() -> deploy(config("writer"), refusing, new ConnectRuntimeOptions()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("qos=3 is not a quality of service");
        assertThat(vertx.deploymentIDs()).hasSize(before);
    }

    @Test
    void failsTheDeploymentWhenTheAddressOfDanubeCannotBeUsed() {
        TestConfigs config = config("writer").with(CoreFields.DANUBE_SERVICE_URL, "ftp://nowhere:1");

        assertThatThrownBy(() -> deploy(config, new CollectingSink(reading(TOPIC))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("danube_service_url");
    }
}
