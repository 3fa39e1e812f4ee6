package com.danubemessaging.embedded.internal.broker;

import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.KEY_SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    @Test
    void keepsTheKeysOfAnAbsentConsumerForSixHeartbeatsThenMovesThemWithWhatWasInFlight() {
        CoreHarness core = new CoreHarness(100, FailurePolicy.defaults());
        RecordingStream stays = new RecordingStream();
        RecordingStream leaves = new RecordingStream();
        core.consume(KEY_SHARED, "stays", stays);
        Attachment leaving = core.consume(KEY_SHARED, "leaves", leaves);
        for (int key = 0; key < 40; key++) {
            core.publish("key-" + key);
        }
        int share = leaves.take().size();
        stays.take();
        assertThat(share).isPositive();

        leaving.closed();
        core.pass(5 * CoreHarness.HEARTBEAT);
        assertThat(stays.take()).isEmpty();
        core.pass(CoreHarness.HEARTBEAT);
        assertThat(stays.take()).hasSize(share);
    }

    @Test
    void waitsWithAMessageThatOnlyAnAbsentConsumerWants() {
        CoreHarness core = new CoreHarness(100, FailurePolicy.defaults());
        RecordingStream orders = new RecordingStream();
        core.consume(KEY_SHARED, "orders", orders, "order-*");
        core.consume(KEY_SHARED, "users", new RecordingStream(), "user-*").closed();
        core.pass(60_000);
        core.publish("user-1");
        core.publish("order-1");
        core.publish("nobody");
        assertThat(orders.takeOffsets()).containsExactly(1L);
        assertThat(core.stats().dropped()).isEqualTo(1);

        RecordingStream users = new RecordingStream();
        core.consume(KEY_SHARED, "users", users, "user-*");
        assertThat(users.takeOffsets()).containsExactly(0L);
    }

    @Test
    void deletesANonReliableSubscriptionThatMissedMessagesForAMinute() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults(), DispatchMode.NON_RELIABLE);
        core.consume(EXCLUSIVE, "c", new RecordingStream()).closed();
        core.pass(120_000);
        assertThat(core.control.stats(CoreHarness.TOPIC).subscriptions())
                .as("nothing was missed yet")
                .containsKey("sub");

        core.publish(1);
        core.pass(59_500);
        assertThat(core.control.stats(CoreHarness.TOPIC).subscriptions()).containsKey("sub");
        core.pass(500);
        assertThat(core.control.stats(CoreHarness.TOPIC).subscriptions()).isEmpty();
    }

    @Test
    void keepsAReliableSubscriptionForEver() {
        CoreHarness core = new CoreHarness(10, FailurePolicy.defaults());
        core.consume(EXCLUSIVE, "c", new RecordingStream()).closed();
        core.publish(1);
        core.pass(600_000);

        RecordingStream back = new RecordingStream();
        core.consume(EXCLUSIVE, "c", back);
        assertThat(back.takeOffsets()).containsExactly(0L);
    }
}
