package com.danubemessaging.connect.testkit;

import static com.danubemessaging.connect.testkit.SourceCapability.ANSWERS_EMISSIONS;
import static com.danubemessaging.connect.testkit.SourceCapability.POSITIONS;
import static com.danubemessaging.connect.testkit.SourceCapability.TOTAL_ORDER;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of a source, polled, streaming or blocking: each test is one promise of
 * {@link com.danubemessaging.connect.api.SourceConnector}.
 *
 * <pre>{@code
 * class HelloSourceContractTest extends SourceContract {
 *     protected ConnectorProvider provider() { return new HelloSourceProvider(); }
 *     protected SourceOrigin newOrigin() { return new TextFile(folder); }
 *     protected Set<SourceCapability> capabilities() { return Set.of(POSITIONS, TOTAL_ORDER); }
 * }
 * }</pre>
 *
 * <p>What is looked for after each test is the same as in {@link SinkContract}; in addition a streaming source must use
 * its emitter on its own context, and stop emitting when it is told that the queue is full.
 */
public abstract class SourceContract extends SourceRig {

    private static final long PROMPT_SECONDS = 5;

    @Test
    void declaresTheSameTopicsEveryTimeBeforeAnythingElse() {
        List<ProducerConfig> configs = Subscriptions.producersOf(provider().create(config()));

        assertThat(configs).isNotEmpty().allSatisfy(config -> assertThat(config.topic())
                .startsWith("/"));
        Map<String, ProducerConfig> byTopic = new HashMap<>();
        configs.forEach(config -> assertThat(byTopic.merge(config.topic(), config, (first, second) -> first))
                .as("declarations of one topic")
                .isEqualTo(config));
        assertThat(Subscriptions.producersOf(provider().create(config()))).isEqualTo(configs);
    }

    @Test
    void opensAndCloses() throws Exception {
        HostedSource source = started();

        Awaitility.await().atMost(PROMPT_SECONDS, SECONDS).untilAsserted(() -> assertThat(
                        source.healthCheck().await(CALL_SECONDS, SECONDS))
                .as("health soon after the start, which need not wait for the peer")
                .extracting(HealthStatus::state)
                .isNotEqualTo(HealthStatus.State.UNHEALTHY));
        assertThat(source.poll().await(PROMPT_SECONDS, SECONDS)).isEmpty();
        source.quiesce().await(CALL_SECONDS, SECONDS);
        shutdown(source);
    }

    @Test
    void shutsDownAlthoughItWasNeverInitialized() throws Exception {
        HostedSource source = newSource();

        assertThat(catchThrowable(() -> shutdown(source))).isNull();
    }

    @Test
    void provesItsSettingsAndLeavesEverythingToBeRead() throws Exception {
        List<Buffer> fed = feed(0, 3);

        newSource().checkConnection().await(CALL_SECONDS, SECONDS);

        assertThat(contents(read(started(), 3))).containsExactlyInAnyOrderElementsOf(contentsOf(fed));
    }

    @Test
    void readsEverythingInOrderWhetherFedBeforeOrAfterTheStart() throws Exception {
        List<Buffer> fed = new ArrayList<>(feed(0, 50));
        HostedSource source = started();
        List<SourceRecord> records = new ArrayList<>(read(source, 50));
        confirm(source, records);
        fed.addAll(feed(50, 150));
        records.addAll(read(source, 150));

        assertThatOrderIsKept(contents(records), fed);
        assertThat(records).extracting(SourceRecord::topic).isSubsetOf(topics());
    }

    @ParameterizedTest
    @EnumSource
    void readsAPayloadAtTheEdgeUnchanged(PayloadEdge edge) throws Exception {
        assumeTrue(origin().carries(edge.payload()), "this origin cannot hold such a payload");
        HostedSource source = started();
        List<Buffer> fed = List.of(origin().payload(1), edge.payload(), origin().payload(2));
        for (Buffer payload : fed) {
            origin().feed("key", payload);
        }

        assertThat(contents(read(source, 3))).isEqualTo(contentsOf(fed));
    }

    @Test
    void givesEachRecordAPlaceThatOnlyGrows() throws Exception {
        assumeTrue(can(POSITIONS), "this source leaves its position to its origin");
        feed(0, 20);

        List<SourceRecord> records = read(started(), 20);

        Map<String, Long> last = new HashMap<>();
        for (SourceRecord record : records) {
            SourceOffset offset = requireOffset(record);
            assertThat(last.getOrDefault(offset.partition(), Long.MIN_VALUE)).isLessThan(offset.value());
            last.put(offset.partition(), offset.value());
        }
    }

    @Test
    void goesOnBehindEachRecordThatWasConfirmedBeforeARestart() throws Exception {
        List<Buffer> fed = feed(0, 6);
        HostedSource source = started();
        List<SourceRecord> records = read(source, 6);
        assertThat(contents(records)).containsExactlyInAnyOrderElementsOf(contentsOf(fed));
        assumeTrue(can(POSITIONS), "this source leaves its position to its origin");

        for (int confirmed = 1; confirmed < 6; confirmed++) {
            source.context().store(requireOffset(records.get(confirmed - 1)));
            HostedSource next = restarted(source);

            assertThat(contents(read(next, 6 - confirmed)))
                    .as("read again after %s records were confirmed", confirmed)
                    .isEqualTo(contents(records.subList(confirmed, 6)));
            shutdown(next);
        }
    }

    @Test
    void readsEverythingAgainThatWasNotConfirmed() throws Exception {
        assumeFalse(can(ANSWERS_EMISSIONS), "what was read from this source is confirmed");
        List<Buffer> fed = feed(0, 5);
        HostedSource source = started();
        read(source, 5);
        source.quiesce().await(CALL_SECONDS, SECONDS);
        shutdown(source);

        HostedSource next = restarted(source);

        assertThat(contents(read(next, 5))).containsExactlyInAnyOrderElementsOf(contentsOf(fed));
    }

    @Test
    void readsNothingAgainThatWasConfirmed() throws Exception {
        feed(0, 5);
        HostedSource source = started();
        confirm(source, read(source, 5));
        source.quiesce().await(CALL_SECONDS, SECONDS);
        shutdown(source);

        List<Buffer> later = feed(5, 2);

        assertThat(contents(read(restarted(source), 2))).containsExactlyInAnyOrderElementsOf(contentsOf(later));
    }

    @Test
    void takesACommitAfterItWasQuiesced() throws Exception {
        feed(0, 5);
        HostedSource source = started();
        List<SourceRecord> records = read(source, 5);

        source.quiesce().await(CALL_SECONDS, SECONDS);

        assertThat(catchThrowable(() -> confirm(source, records))).isNull();
    }

    @Test
    void stopsPromptlyWhileThereIsMoreToRead() throws Exception {
        feed(0, 2000);
        HostedSource source = started();
        read(source, 1);

        source.quiesce().await(PROMPT_SECONDS, SECONDS);
        shutdown(source);
    }

    @Test
    void losesNothingThroughAnOutage() throws Exception {
        assumeTrue(origin().outage().isPresent(), "this origin cannot be taken away");
        Outage outage = origin().outage().orElseThrow();
        List<Buffer> fed = new ArrayList<>(feed(0, 10));
        HostedSource source = started();
        List<SourceRecord> records = new ArrayList<>(read(source, 10));
        confirm(source, records);

        outage.begin();
        Throwable failure = catchThrowable(() -> source.poll().await(CALL_SECONDS, SECONDS));
        outage.end();
        fed.addAll(feed(10, 10));
        records.addAll(read(source, 10));

        if (failure != null) {
            assertThat(ConnectException.kindOf(failure))
                    .as("kind of %s", failure)
                    .isEqualTo(FailureKind.RETRYABLE);
            assertThat(failure).hasMessageContaining(" ");
        }
        assertThatOrderIsKept(contents(records).stream().distinct().toList(), fed);
    }

    @Test
    void hasAProviderThatIsFoundAndSaysTheSameEveryTime() {
        assertThat(provider().type()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(provider().version()).isNotBlank();
        assertThat(provider().create(config())).isNotSameAs(provider().create(config()));
        if (isListed()) {
            Providers.assertIsListed(provider());
        }
    }

    private List<String> topics() {
        return Subscriptions.producersOf(provider().create(config())).stream()
                .map(ProducerConfig::topic)
                .toList();
    }

    private static SourceOffset requireOffset(SourceRecord record) {
        SourceOffset offset = record.offset();
        if (offset == null) {
            throw new AssertionError(record + " has no offset");
        }
        return offset;
    }

    private void assertThatOrderIsKept(List<Object> contents, List<Buffer> fed) {
        List<Object> expected = contentsOf(fed);
        assertThat(contents).containsExactlyInAnyOrderElementsOf(expected);
        if (can(TOTAL_ORDER)) {
            assertThat(contents).isEqualTo(expected);
            return;
        }
        for (int key = 0; key < 2; key++) {
            List<Object> ofKey = new ArrayList<>();
            for (int i = key; i < expected.size(); i += 2) {
                ofKey.add(expected.get(i));
            }
            assertThat(contents)
                    .as("records of key-%s", key)
                    .filteredOn(ofKey::contains)
                    .isEqualTo(ofKey);
        }
    }
}
