package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sets the stage for each test of a source, and looks afterwards for what was left open. */
abstract class SourceRig {

    static final long CALL_SECONDS = 30;
    private static final long PAUSE_MILLIS = 20;
    private static final long READ_NANOS = SECONDS.toNanos(10);

    private final List<HostedSource> running = new ArrayList<>();
    private final List<HostedSource> hosted = new ArrayList<>();
    private @Nullable TestingVertx testing;
    private @Nullable SourceOrigin currentOrigin;

    /** The connector under test. */
    protected abstract ConnectorProvider provider();

    /** An origin for one test, empty. */
    protected abstract SourceOrigin newOrigin() throws Exception;

    /** What the source can do beyond its duty. */
    protected abstract Set<SourceCapability> capabilities();

    /**
     * Whether the provider stands in {@code META-INF/services}, where the launcher looks. The default is true; false is
     * for a connector that an application makes for itself.
     */
    protected boolean isListed() {
        return true;
    }

    @BeforeEach
    final void setTheStage() throws Exception {
        currentOrigin = newOrigin();
        testing = TestingVertx.create();
    }

    @AfterEach
    final void nothingIsLeakedAndEveryCallKeptTheRules() throws Exception {
        for (HostedSource source : List.copyOf(running)) {
            shutdown(source);
        }
        List<String> leaked = new ArrayList<>(testing().leftOpen());
        List<String> violations = new ArrayList<>();
        for (HostedSource source : hosted) {
            violations.addAll(source.violations());
            source.undeploy().await(CALL_SECONDS, SECONDS);
        }
        origin().close();
        leaked.addAll(testing().close());
        assertThat(violations).as("rules of the calls that the connector broke").isEmpty();
        assertThat(leaked).as("left open after shutdown").isEmpty();
    }

    final SourceOrigin origin() {
        return Objects.requireNonNull(currentOrigin, "origin");
    }

    final TestingVertx testing() {
        return Objects.requireNonNull(testing, "testing");
    }

    final boolean can(SourceCapability capability) {
        return capabilities().contains(capability);
    }

    final ConnectorConfig config() {
        return TestingConfig.of(provider().spec(), origin().settings());
    }

    final HostedSource newSource() throws Exception {
        return newSource(new TestingSourceContext(testing().seenByConnector(), config().connectorName()));
    }

    final HostedSource newSource(TestingSourceContext context) throws Exception {
        HostedSource source = HostedSource.deploy(
                        provider().create(config()), context, testing().vertx())
                .await(CALL_SECONDS, SECONDS);
        hosted.add(source);
        running.add(source);
        return source;
    }

    final HostedSource started() throws Exception {
        return start(newSource());
    }

    /** The next process: it knows the positions that the earlier one had stored, and nothing else. */
    final HostedSource restarted(HostedSource earlier) throws Exception {
        return start(newSource(earlier.context().restarted()));
    }

    private HostedSource start(HostedSource source) throws Exception {
        source.initialize().await(CALL_SECONDS, SECONDS);
        source.start().await(CALL_SECONDS, SECONDS);
        return source;
    }

    final void shutdown(HostedSource source) throws Exception {
        running.remove(source);
        source.shutdown().await(CALL_SECONDS, SECONDS);
    }

    /** Feeds payloads {@code from} to {@code from + count - 1} over two keys in turn. */
    final List<Buffer> feed(int from, int count) throws Exception {
        List<Buffer> fed = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            Buffer payload = origin().payload(i);
            origin().feed("key-" + i % 2, payload);
            fed.add(payload);
        }
        return fed;
    }

    /** Reads until at least {@code count} records came; a passing failure is tried again. */
    final List<SourceRecord> read(HostedSource source, int count) throws Exception {
        List<SourceRecord> records = new ArrayList<>();
        long begin = System.nanoTime();
        while (records.size() < count) {
            if (System.nanoTime() - begin > READ_NANOS) {
                throw new TimeoutException("only " + records.size() + " of " + count + " records came: " + records);
            }
            List<SourceRecord> polled = poll(source);
            records.addAll(polled);
            if (polled.isEmpty()) {
                testing().vertx().timer(PAUSE_MILLIS).await(1, SECONDS);
            }
        }
        return records;
    }

    private static List<SourceRecord> poll(HostedSource source) throws Exception {
        try {
            return source.poll().await(CALL_SECONDS, SECONDS);
        } catch (Exception failure) {
            if (ConnectException.kindOf(failure) == FailureKind.RETRYABLE) {
                return List.of();
            }
            throw failure;
        }
    }

    /** Does what the runtime does when all these records are confirmed: keeps the positions, then tells the source. */
    final void confirm(HostedSource source, List<SourceRecord> records) throws Exception {
        Map<String, SourceOffset> heads = new LinkedHashMap<>();
        for (SourceRecord record : records) {
            SourceOffset offset = record.offset();
            if (offset != null) {
                heads.put(offset.partition(), offset);
            }
        }
        heads.values().forEach(source.context()::store);
        if (!heads.isEmpty()) {
            source.commit(List.copyOf(heads.values())).await(CALL_SECONDS, SECONDS);
        }
    }

    final List<Object> contents(List<SourceRecord> records) {
        return records.stream().map(record -> Contents.of(origin().fed(record))).toList();
    }

    static List<Object> contentsOf(List<Buffer> payloads) {
        return payloads.stream().map(Contents::of).toList();
    }
}
