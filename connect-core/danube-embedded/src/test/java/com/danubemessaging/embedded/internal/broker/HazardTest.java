package com.danubemessaging.embedded.internal.broker;

import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.FAILOVER;
import static com.danubemessaging.embedded.model.SubscriptionType.KEY_SHARED;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hazard on and off; the figures are those measured on a broker of release 0.15. */
class HazardTest {

    private static final FailurePolicy ONCE = FailurePolicy.defaults().withMaxRedeliveryCount(0);

    @Test
    void h1RefusesTheBeginningOfAnotherNameAndTakesStrangersForPartitions() {
        CoreHarness core = core(10, Hazard.H1);
        core.control.createTopic("/default/orders-dlq", DispatchMode.RELIABLE);

        assertThatThrownBy(() -> core.control.createTopic("/default/orders", DispatchMode.RELIABLE))
                .hasMessageContaining("orders-dlq");
        assertThat(core.broker.partitions("/default/orders")).containsExactly("/default/orders-dlq");
        core.control.createTopic("/default/orders-dlq-more", DispatchMode.RELIABLE);
    }

    @Test
    void withoutH1NamesStandForThemselves() {
        CoreHarness core = core(10);
        core.control.createTopic("/default/orders-dlq", DispatchMode.RELIABLE);

        assertThat(core.broker.partitions("/default/orders")).isEmpty();
        assertThatCode(() -> core.control.createTopic("/default/orders", DispatchMode.RELIABLE))
                .doesNotThrowAnyException();
    }

    @Test
    void h2HidesNewMessagesFromAnOldCursorAfterARestart() {
        CoreHarness core = core(10, Hazard.H2);
        acknowledgeAndRestart(core, 5);
        RecordingStream old = new RecordingStream();
        core.consume(EXCLUSIVE, "c", old);
        core.publish(7);

        assertThat(old.takeOffsets())
                .as("offsets begin again at 0, the cursor is 4")
                .containsExactly(5L, 6L);
    }

    @Test
    void withoutH2OffsetsGoOnAfterARestart() {
        CoreHarness core = core(10);
        acknowledgeAndRestart(core, 5);
        RecordingStream old = new RecordingStream();
        core.consume(EXCLUSIVE, "c", old);
        core.publish(2);

        assertThat(old.takeOffsets()).containsExactly(5L, 6L);
    }

    @Test
    void h4LosesAllButTheNewestWhatANewSubscriptionIsBehind() {
        CoreHarness core = core(10, Hazard.H4);
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1000);
        List<Long> received = acknowledgeAll(core, stream);

        assertThat(received)
                .hasSize(10 + 256)
                .startsWith(0L, 1L)
                .contains(9L, 744L, 999L)
                .doesNotContain(10L, 743L);
        assertThat(core.stats().cursor()).as("the cursor stays before the gap").isEqualTo(9);
        assertThat(core.stats().dropped()).isEqualTo(1000 - 266);
    }

    @Test
    void h4StopsAResumedSubscriptionThatIsTooFarBehind() {
        CoreHarness core = core(10, Hazard.H4);
        acknowledgeAndRestart(core, 1);
        core.publish(2049);
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        core.pass(60_000);

        assertThat(stream.take()).isEmpty();
    }

    @Test
    void withoutH4ABacklogIsDeliveredWhole() {
        CoreHarness core = core(10);
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(3000);

        assertThat(acknowledgeAll(core, stream))
                .isEqualTo(LongStream.range(0, 3000).boxed().toList());
    }

    @Test
    void h5HoldsUpPublishersBehindAConsumerThatDoesNotRead() {
        CoreHarness core = core(10, Hazard.H5);
        long id = core.broker.subscribe(CoreHarness.TOPIC, "sub", "c", EXCLUSIVE.ordinal(), List.of());
        int answered = 0;
        while (core.broker.congestion(CoreHarness.TOPIC) == null && answered < 60) {
            core.publish(1);
            answered++;
        }
        var waiting = core.broker.congestion(CoreHarness.TOPIC);

        assertThat(answered).as("the publish that gets no answer any more").isEqualTo(38);
        assertThat(waiting).isNotNull();
        RecordingStream stream = new RecordingStream();
        core.broker.receive(id, stream);
        assertThat(Objects.requireNonNull(waiting).toCompletableFuture()).isCompleted();
        assertThat(core.broker.congestion(CoreHarness.TOPIC)).isNull();
        assertThat(acknowledgeAll(core, stream)).hasSize(38);
    }

    @Test
    void h5WaitsForTheTurnOfABusyMemberOfAGroup() {
        CoreHarness core = core(100, Hazard.H5);
        RecordingStream reading = new RecordingStream();
        core.consume(SHARED, "reads", reading);
        core.broker.subscribe(CoreHarness.TOPIC, "sub", "does not", SHARED.ordinal(), List.of());
        core.publish(60);

        assertThat(reading.take()).hasSize(5);
        assertThat(core.broker.congestion(CoreHarness.TOPIC)).isNotNull();
    }

    @Test
    void withoutH5NobodyWaits() {
        CoreHarness core = core(10);
        core.broker.subscribe(CoreHarness.TOPIC, "sub", "c", EXCLUSIVE.ordinal(), List.of());
        core.publish(60);

        assertThat(core.broker.congestion(CoreHarness.TOPIC)).isNull();
    }

    @Test
    void h6DrainsABacklogOfKeysByOneMessagePerHeartbeat() {
        CoreHarness core = core(10, Hazard.H6);
        RecordingStream stream = new RecordingStream();
        core.consume(KEY_SHARED, "c", stream);
        for (int key = 0; key < 60; key++) {
            core.publish("key-" + key);
        }
        int received = acknowledgeAll(core, stream).size();
        long before = core.clock.monotonicMillis();
        while (received < 60) {
            core.pass(CoreHarness.HEARTBEAT);
            received += acknowledgeAll(core, stream).size();
        }

        assertThat(core.clock.monotonicMillis() - before).isEqualTo(50 * CoreHarness.HEARTBEAT);
    }

    @Test
    void withoutH6AnAcknowledgementBringsTheNextMessage() {
        CoreHarness core = core(10);
        RecordingStream stream = new RecordingStream();
        core.consume(KEY_SHARED, "c", stream);
        for (int key = 0; key < 60; key++) {
            core.publish("key-" + key);
        }

        assertThat(acknowledgeAll(core, stream)).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h6cSleepsUntilTheNextPublishOnceTheNewestIsAcknowledgedFirst(boolean isOn) {
        CoreHarness core = isOn ? core(10, Hazard.H6C) : core(10);
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(3);
        core.ack(2);
        core.ack(0);
        core.pass(50_000);

        assertThat(stream.takeOffsets())
                .as("time-outs are heeded")
                .isEqualTo(isOn ? List.of(0L, 1L, 2L) : List.of(0L, 1L, 2L, 1L));
        assertThat(core.stats().unacked()).isEqualTo(isOn ? 2 : 1);
        core.publish(1);
        assertThat(core.stats().unacked())
                .as("the acknowledgement has come through")
                .isEqualTo(2);
        core.pass(50_000);
        assertThat(stream.takeOffsets()).contains(1L, 3L).doesNotContain(0L, 2L);
    }

    @Test
    void h6cNeedsOlderMessagesToBeOpenAndNothingToBeUnread() {
        CoreHarness core = core(2, Hazard.H6C);
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(4);
        core.ack(1);
        core.ack(0);
        core.ack(2);
        core.ack(3);

        assertThat(stream.takeOffsets()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(core.stats().cursor()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h7LeavesAReturningConsumerWithoutKeys(boolean isOn) {
        CoreHarness core = isOn ? core(10, Hazard.H7) : core(10);
        core.consume(KEY_SHARED, "c", new RecordingStream()).closed();
        core.pass(6_000);
        RecordingStream back = new RecordingStream();
        core.consume(KEY_SHARED, "c", back);
        core.publish(1);
        core.pass(60_000);

        assertThat(back.take().isEmpty()).isEqualTo(isOn);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failoverLeavesTheStandbyWaiting(boolean isOn) {
        CoreHarness core = isOn ? core(10, Hazard.FAILOVER) : core(10);
        Attachment first = core.consume(FAILOVER, "first", new RecordingStream());
        RecordingStream standby = new RecordingStream();
        core.consume(FAILOVER, "standby", standby);
        first.closed();
        core.publish(1);
        core.pass(60_000);

        assertThat(standby.take().isEmpty()).isEqualTo(isOn);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h11IgnoresALateAcknowledgementOfPoison(boolean isOn) {
        CoreHarness core = new CoreHarness(10, ONCE, isOn ? BrokerQuirks.of(Hazard.H11) : BrokerQuirks.none());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        core.nack(0, 0);
        core.publish(1);
        core.ack(0);

        assertThat(stream.takeOffsets()).isEqualTo(isOn ? List.of(0L) : List.of(0L, 1L));
        assertThat(core.stats().blocked()).isEqualTo(isOn);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h11KeepsPoisonWhateverThePolicyBecomes(boolean isOn) {
        CoreHarness core = new CoreHarness(10, ONCE, isOn ? BrokerQuirks.of(Hazard.H11) : BrokerQuirks.none());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        core.nack(0, 0);
        core.publish(1);
        core.control.setFailurePolicy(CoreHarness.TOPIC, "sub", ONCE.withDrop());

        assertThat(stream.takeOffsets()).isEqualTo(isOn ? List.of(0L) : List.of(0L, 1L));
    }

    private static CoreHarness core(int window, Hazard... hazards) {
        return new CoreHarness(window, FailurePolicy.defaults(), BrokerQuirks.of(hazards));
    }

    private static void acknowledgeAndRestart(CoreHarness core, int count) {
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(count);
        acknowledgeAll(core, stream);
        core.restart();
    }

    private static List<Long> acknowledgeAll(CoreHarness core, RecordingStream stream) {
        List<Long> received = new ArrayList<>();
        for (List<Long> next = stream.takeOffsets(); !next.isEmpty(); next = stream.takeOffsets()) {
            received.addAll(next);
            next.forEach(core::ack);
        }
        return received;
    }
}
