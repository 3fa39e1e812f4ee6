package com.danubemessaging.embedded.internal.broker;

import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedeliveryTimelineTest {

    @Test
    void repeatsANackedMessageAfterOneTwoFourEightAndSixteenSecondsByDefault() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        long start = core.clock.monotonicMillis();
        List<Long> secondsOfDelivery = new ArrayList<>();
        while (core.clock.monotonicMillis() - start < 120_000) {
            if (!stream.take().isEmpty()) {
                secondsOfDelivery.add((core.clock.monotonicMillis() - start) / 1000);
                core.nack(0, 0);
            }
            core.pass(CoreHarness.HEARTBEAT);
        }

        assertThat(secondsOfDelivery).containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
        assertThat(core.stats().blocked()).isTrue();
    }

    @Test
    void repeatsAnUnacknowledgedMessageOnceAfterTheTimeOutAndItsPause() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        stream.take();

        core.pass(30_000);
        assertThat(stream.take())
                .as("the time-out has passed, the pause has not")
                .isEmpty();
        core.pass(1_000);
        assertThat(stream.takeOffsets()).containsExactly(0L);
    }

    @Test
    void neverWaitsLongerThanTheMaximumWhateverTheConsumerAsks() {
        CoreHarness core = new CoreHarness(
                10,
                FailurePolicy.defaults()
                        .withRedeliveryDelay(Duration.ofSeconds(1), Duration.ofSeconds(3), BackoffStrategy.FIXED));
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(1);
        stream.take();
        core.nack(0, Long.MAX_VALUE);

        core.pass(2_500);
        assertThat(stream.take()).isEmpty();
        core.pass(500);
        assertThat(stream.takeOffsets()).containsExactly(0L);
    }

    @Test
    void sendsNewerMessagesWhileAnOlderOneWaits() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(3);
        stream.take();
        core.nack(1, 0);
        core.publish(2);

        assertThat(stream.takeOffsets()).containsExactly(3L, 4L);
        core.pass(1_000);
        assertThat(stream.takeOffsets()).containsExactly(1L);
    }

    @Test
    void deliversAllAgainInOrderAfterAReconnectEvenWhatWasWaiting() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream();
        Attachment attachment = core.consume(EXCLUSIVE, "c", stream);
        core.publish(3);
        core.nack(0, 0);
        attachment.closed();
        attachment.closed();

        RecordingStream again = new RecordingStream();
        core.consume(EXCLUSIVE, "c", again);
        assertThat(again.takeOffsets()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void ignoresReportsAboutAStreamThatWasTakenOver() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        Attachment old = core.consume(EXCLUSIVE, "c", new RecordingStream());
        RecordingStream fresh = new RecordingStream();
        core.consume(EXCLUSIVE, "c", fresh);
        old.closed();
        old.drained();
        core.publish(1);

        assertThat(fresh.takeOffsets()).containsExactly(0L);
        assertThat(core.stats().activeConsumers()).containsExactly("c");
    }

    @Test
    void waitsForAFullStreamAndGoesOnWhenItDrains() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream().limitedTo(2);
        Attachment attachment = core.consume(EXCLUSIVE, "c", stream);
        core.publish(5);
        assertThat(stream.takeOffsets()).containsExactly(0L, 1L);
        assertThat(core.stats().backlog()).isEqualTo(3);

        attachment.drained();
        assertThat(stream.takeOffsets()).containsExactly(2L, 3L);
    }

    @Test
    void goesOnWhenTheNewestDeliveryIsAcknowledgedFirst() {
        CoreHarness core = new CoreHarness(3, FailurePolicy.defaults());
        RecordingStream stream = new RecordingStream();
        core.consume(EXCLUSIVE, "c", stream);
        core.publish(3);
        for (long offset = 2; offset >= 0; offset--) {
            core.ack(offset);
        }
        core.publish(1);

        assertThat(stream.takeOffsets()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(core.stats().cursor()).isEqualTo(2);
    }
}
