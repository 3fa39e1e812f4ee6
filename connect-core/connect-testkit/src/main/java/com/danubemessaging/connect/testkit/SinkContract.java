package com.danubemessaging.connect.testkit;

import static com.danubemessaging.connect.testkit.SinkCapability.SEVERAL_TASKS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The contract of a sink: each test is one promise of {@link com.danubemessaging.connect.api.SinkConnector} or
 * {@link com.danubemessaging.connect.api.BlockingSinkConnector}.
 *
 * <pre>{@code
 * class HelloSinkContractTest extends SinkContract {
 *     protected ConnectorProvider provider() { return new HelloSinkProvider(); }
 *     protected SinkTarget newTarget() { return new JsonLinesFile(folder); }
 *     protected Set<SinkCapability> capabilities() { return Set.of(ATTRIBUTES, ANY_PAYLOAD); }
 * }
 * }</pre>
 *
 * <p>Each test has a target and a Vert.x of its own. After it the sink is shut down, and the test fails if a timer, a
 * connection, a server, an event bus handler, a thread or a file (on Linux) that came with it is still there, if a
 * method threw where it returns a future, or if one held the event loop for two seconds.
 */
public abstract class SinkContract extends SinkDeliveryContract {

    @Test
    void declaresTheSameSubscriptionsEveryTimeBeforeAnythingElse() throws Exception {
        HostedSink sink = newSink();

        List<ConsumerConfig> configs = sink.consumerConfigs().await(CALL_SECONDS, SECONDS);

        assertThat(configs).isNotEmpty().allSatisfy(config -> assertThat(config.topic())
                .startsWith("/"));
        assertThat(new HashSet<>(configs)).as("distinct subscriptions").hasSameSizeAs(configs);
        assertThat(newSink().consumerConfigs().await(CALL_SECONDS, SECONDS)).isEqualTo(configs);
    }

    @Test
    void opensAndCloses() throws Exception {
        HostedSink sink = started();

        assertThat(sink.healthCheck().await(CALL_SECONDS, SECONDS).state()).isEqualTo(HealthStatus.State.HEALTHY);

        sink.quiesce().await(CALL_SECONDS, SECONDS);
        shutdown(sink);
        assertThat(target().written()).isEmpty();
    }

    @Test
    void shutsDownAlthoughItWasNeverInitialized() throws Exception {
        HostedSink sink = newSink();

        assertThat(catchThrowable(() -> shutdown(sink))).isNull();
    }

    @Test
    void startsOnTheSameInstanceOnceTheTargetIsBack() throws Exception {
        Outage outage = assumeOutage();
        outage.begin();
        HostedSink sink = newSink();

        Throwable failure = catchThrowable(() -> sink.initialize().await(CALL_SECONDS, SECONDS));
        outage.end();

        // A sink may also start without its target and find out with the first batch.
        if (failure != null) {
            assertThat(ConnectException.kindOf(failure))
                    .as("kind of %s", failure)
                    .isEqualTo(FailureKind.RETRYABLE);
            assertThat(failure).hasMessageContaining(" ");
            sink.initialize().await(CALL_SECONDS, SECONDS);
        }
        List<SinkRecord> records = records(records(), 0, 3, 3);
        write(sink, records);
        assertThatOrderIsKept(records);
    }

    @Test
    void provesItsSettingsWithoutWriting() throws Exception {
        newSink().checkConnection().await(CALL_SECONDS, SECONDS);

        assertThat(target().written()).isEmpty();
    }

    @Test
    void finishesTheBatchThatIsUnderWayWhenItIsStopped() throws Exception {
        HostedSink sink = started();
        List<SinkRecord> records = records(records(), 0, 500, 5);

        Future<BatchResult> underWay = sink.processBatch(records);
        Future<Void> quiesced = sink.quiesce();
        BatchResult result = underWay.await(CALL_SECONDS, SECONDS);
        quiesced.await(CALL_SECONDS, SECONDS);
        shutdown(sink);

        List<SinkRecord> done = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            RecordOutcome outcome = result.outcomes().get(i);
            assertThat(outcome.status()).isNotEqualTo(RecordOutcome.Status.INVALID);
            if (outcome.status() == RecordOutcome.Status.DONE) {
                done.add(records.get(i));
            }
        }
        assertThat(Contents.firsts(target().written())).containsAll(Contents.expected(done));
    }

    @Test
    void goesOnBehindWhatAnEarlierRunWrote() throws Exception {
        SinkRecords maker = records();
        List<SinkRecord> earlier = records(maker, 0, 4, 2);
        List<SinkRecord> later = records(maker, 4, 4, 2);

        HostedSink first = started();
        write(first, earlier);
        shutdown(first);
        write(started(), later);

        List<SinkRecord> all = new ArrayList<>(earlier);
        all.addAll(later);
        assertThatOrderIsKept(all);
    }

    @Test
    void worksInSeveralTasksOrRefusesTheSecondWithASentence() throws Exception {
        HostedSink first = newSink(0, 2);
        HostedSink second = newSink(1, 2);

        Throwable failure = catchThrowable(() -> {
            first.initialize().await(CALL_SECONDS, SECONDS);
            second.initialize().await(CALL_SECONDS, SECONDS);
        });

        if (!can(SEVERAL_TASKS)) {
            assertThat(failure).as("refusal of a second task").isNotNull().hasMessageContaining("task");
            assertThat(ConnectException.kindOf(failure)).isEqualTo(FailureKind.CONFIGURATION);
            return;
        }
        assertThat(failure).isNull();
        SinkRecords maker = records();
        List<SinkRecord> one = records(maker, 0, 5, 1);
        List<SinkRecord> other = List.of(maker.next("other", target().payload(5)));
        write(first, one);
        write(second, other);
        assertThat(Contents.firsts(target().written()))
                .containsAll(Contents.expected(one))
                .containsAll(Contents.expected(other));
    }

    @Test
    void hasAProviderThatIsFoundAndSaysTheSameEveryTime() {
        ConnectorConfig config = TestingConfig.of(provider().spec(), target().settings());

        assertThat(provider().type()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(provider().version()).isNotBlank();
        assertThat(provider().create(config)).isNotSameAs(provider().create(config));
        if (isListed()) {
            Providers.assertIsListed(provider());
        }
    }
}
