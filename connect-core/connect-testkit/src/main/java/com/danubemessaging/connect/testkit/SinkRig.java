package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sets the stage for each test of a sink, and looks afterwards for what was left open. */
abstract class SinkRig {

    static final long CALL_SECONDS = 60;

    private final List<HostedSink> running = new ArrayList<>();
    private final List<HostedSink> hosted = new ArrayList<>();
    private @Nullable TestingVertx testing;
    private @Nullable SinkTarget currentTarget;

    /** The connector under test. */
    protected abstract ConnectorProvider provider();

    /** A target for one test, empty. */
    protected abstract SinkTarget newTarget() throws Exception;

    /** What the sink can do beyond its duty. */
    protected abstract Set<SinkCapability> capabilities();

    /**
     * Whether the provider stands in {@code META-INF/services}, where the launcher looks. The default is true; false is
     * for a connector that an application makes for itself.
     */
    protected boolean isListed() {
        return true;
    }

    @BeforeEach
    final void setTheStage() throws Exception {
        currentTarget = newTarget();
        testing = TestingVertx.create();
    }

    @AfterEach
    final void nothingIsLeakedAndEveryCallKeptTheRules() throws Exception {
        for (HostedSink sink : List.copyOf(running)) {
            shutdown(sink);
        }
        List<String> leaked = new ArrayList<>(testing().leftOpen());
        List<String> violations = new ArrayList<>();
        for (HostedSink sink : hosted) {
            violations.addAll(sink.violations());
            sink.undeploy().await(CALL_SECONDS, SECONDS);
        }
        target().close();
        leaked.addAll(testing().close());
        assertThat(violations).as("rules of the calls that the connector broke").isEmpty();
        assertThat(leaked).as("left open after shutdown").isEmpty();
    }

    final SinkTarget target() {
        return Objects.requireNonNull(currentTarget, "target");
    }

    final TestingVertx testing() {
        return Objects.requireNonNull(testing, "testing");
    }

    final boolean can(SinkCapability capability) {
        return capabilities().contains(capability);
    }

    /** A sink that nothing has been asked of yet. */
    final HostedSink newSink() throws Exception {
        return newSink(0, 1);
    }

    final HostedSink newSink(int task, int taskCount) throws Exception {
        ConnectorConfig config = TestingConfig.of(provider().spec(), target().settings());
        TestingSinkContext context =
                new TestingSinkContext(testing().seenByConnector(), config.connectorName(), task, taskCount);
        HostedSink sink = HostedSink.deploy(
                        provider().create(config), context, testing().vertx())
                .await(CALL_SECONDS, SECONDS);
        hosted.add(sink);
        running.add(sink);
        return sink;
    }

    final HostedSink started() throws Exception {
        HostedSink sink = newSink();
        sink.initialize().await(CALL_SECONDS, SECONDS);
        return sink;
    }

    final void shutdown(HostedSink sink) throws Exception {
        running.remove(sink);
        sink.shutdown().await(CALL_SECONDS, SECONDS);
    }

    final void write(HostedSink sink, List<SinkRecord> records) throws Exception {
        SinkDelivery delivery = delivery(sink);
        delivery.deliver(records, records.size());
        assertThat(delivery.invalid()).as("good records that the sink refused").isEmpty();
    }

    final SinkDelivery delivery(HostedSink sink) {
        return new SinkDelivery(sink, testing().vertx());
    }

    /** The topic that the sink reads, without partitions. */
    final SinkRecords records() throws Exception {
        return SinkRecords.of(newTopic());
    }

    final String newTopic() throws Exception {
        ConnectorConfig config = TestingConfig.of(provider().spec(), target().settings());
        return Subscriptions.of(provider().create(config)).get(0).topic();
    }

    /** {@code count} records over {@code keys} keys in turn, each with a payload of its own. */
    final List<SinkRecord> records(SinkRecords maker, int from, int count, int keys) {
        List<SinkRecord> all = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            all.add(maker.next("key-" + i % keys, target().payload(i)));
        }
        return all;
    }
}
