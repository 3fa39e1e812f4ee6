package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A broker that counts anew: what is forgotten, what is of which count, and what a ledger keeps of its keys. */
class EpochTest {

    private final List<SinkEvent> events = new ArrayList<>();
    private final PartitionLedger<String> ledger =
            new PartitionLedger<>(0, PartitionOptions.exclusive(0), 1024, 0, new Totals(), lane(null), EpochTest::lane);

    private static Lane<String> lane(@Nullable Object key) {
        return new Lane<>(key, new ReadyQueue<>(0, 0), 0);
    }

    private Entry<String> admit(@Nullable String key, long offset, long identity) {
        Entry<String> entry = ledger.admit("r", key, offset, identity, 1, 0, events::add);
        if (entry == null) {
            throw new AssertionError("taken for a copy: " + offset);
        }
        return entry;
    }

    private long epochs() {
        return events.stream().filter(SinkEvent.NewEpoch.class::isInstance).count();
    }

    @Test
    void whatWasDoneInTheOldCountContradictsNothingInTheNewOne() {
        for (int offset = 1; offset <= 5; offset++) {
            ledger.remove(admit("k", offset, offset));
        }
        admit("k", 3, -3);
        assertThat(epochs()).isEqualTo(1);

        admit("k", 2, -2);

        assertThat(epochs()).isEqualTo(1);
    }

    @Test
    void theHighestOfTheNewCountWaitsThoughOlderOnesStandAboveIt() {
        admit("a", 1, 1);
        admit("b", 2, 2);
        admit("c", 3, 3);
        Entry<String> first = admit("x", 1, -1);
        Entry<String> second = admit("y", 2, -2);

        assertThat(ledger.mustWait(second)).isTrue();
        assertThat(ledger.mustWait(first)).isFalse();
    }

    @Test
    void aRecordOfTheOldCountThatCameLateAtTheVeryOffsetStaysInTheOldCount() {
        admit("a", 10, 10);
        Entry<String> late = admit("a", 5, 5);

        Entry<String> other = admit("a", 5, -5);

        assertThat(epochs()).isEqualTo(1);
        assertThat(ledger.isOutdated(late)).isTrue();
        assertThat(ledger.isOutdated(other)).isFalse();
    }

    @Test
    void gapsOfTheOldCountAreForgotten() {
        admit("a", 1, 1);
        admit("a", 5, 5);
        admit("a", 5, -5);
        events.clear();

        admit("a", 6, -6);
        admit("a", 3, -3);

        assertThat(events).containsExactly(new SinkEvent.GapFilled(0, 3, false));
    }

    @Test
    void aKeyIsForgottenWithItsLastOpenRecord() {
        Entry<String> a1 = admit("a", 1, 1);
        Entry<String> a2 = admit("a", 2, 2);
        Entry<String> b = admit("b", 3, 3);
        assertThat(ledger.lanes()).isEqualTo(2);

        ledger.remove(a1);
        assertThat(ledger.lanes()).isEqualTo(2);
        ledger.remove(a2);
        assertThat(ledger.lanes()).isEqualTo(1);
        ledger.remove(b);

        assertThat(ledger.lanes()).isZero();
    }
}
