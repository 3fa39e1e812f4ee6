package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a ledger makes of offsets and identities: copies, topics that do not count, marks, and counting anew. */
class PartitionLedgerTest {

    private static Lane<String> lane(@Nullable Object key) {
        return new Lane<>(key, new ReadyQueue<>(0, 0), key == null ? 0 : key.hashCode());
    }

    /** A ledger of its own for every try. */
    private static final class Tried {

        final List<SinkEvent> events = new ArrayList<>();
        final Totals totals = new Totals();
        final PartitionLedger<String> ledger = new PartitionLedger<>(
                0, PartitionOptions.exclusive(0), 1024, 0, totals, lane(null), PartitionLedgerTest::lane);

        @Nullable
        Entry<String> admit(long offset, long identity) {
            return ledger.admit("r", "k" + offset % 3, offset, identity, 1, 0, events::add);
        }

        Entry<String> admitNew(long offset, long identity) {
            Entry<String> entry = admit(offset, identity);
            if (entry == null) {
                throw new AssertionError("taken for a copy: " + offset);
            }
            return entry;
        }
    }

    @Test
    void aTopicOfWhichNothingCameHasNoMark() {
        Tried tried = new Tried();
        assertThat(tried.ledger.mark()).isEqualTo(-1);
        assertThat(tried.ledger.isEmpty()).isTrue();
        assertThat(tried.ledger.oldestDelivery()).isEqualTo(Long.MAX_VALUE);
    }

    @Property(tries = 200)
    void whateverComesAtOffsetZeroIsTakenInUntilAHigherOffsetCame(
            @ForAll @Size(max = 20) List<@IntRange(max = 3) Integer> identities) {
        Tried tried = new Tried();
        for (int identity : identities) {
            assertThat(tried.admitNew(0, identity).ackOnly).isFalse();
        }

        assertThat(tried.ledger.size()).isEqualTo(identities.size());
        assertThat(tried.totals.duplicates).isZero();
    }

    @Property(tries = 200)
    void twoDifferentRecordsAtOffsetZeroMakeATopicNonReliableOnce(
            @ForAll @Size(min = 2, max = 20) @UniqueElements List<Integer> identities) {
        Tried tried = new Tried();
        for (int identity : identities) {
            Entry<String> entry = tried.admitNew(0, identity);
            if (identity % 2 == 0) {
                tried.ledger.remove(entry);
            }
        }

        assertThat(tried.events).containsExactly(new SinkEvent.NonReliable(0));
        assertThat(tried.ledger.acknowledges()).isFalse();
        assertThat(tried.ledger.mark()).isEqualTo(-1);
    }

    @Property(tries = 200)
    void oneRecordAtOffsetZeroHoweverOftenItComesDecidesNothing(
            @ForAll @IntRange(min = 1, max = 20) int copies, @ForAll long identity) {
        Tried tried = new Tried();
        for (int i = 0; i < copies; i++) {
            tried.admitNew(0, identity);
        }
        assertThat(tried.ledger.acknowledges()).isTrue();

        tried.admitNew(1, identity + 1);

        assertThat(tried.events).isEmpty();
        assertThat(tried.admit(0, identity))
                .as("a copy of the first, on a topic that counts")
                .isNull();
    }

    @Property(tries = 200)
    void aHigherOffsetMakesATopicReliableThatWasTakenForOneThatDoesNotCount(
            @ForAll @Size(min = 2, max = 10) @UniqueElements List<Integer> identities,
            @ForAll @IntRange(min = 1, max = 1000) int offset) {
        Tried tried = new Tried();
        identities.forEach(identity -> tried.admitNew(0, identity));

        tried.admitNew(offset, Long.MAX_VALUE);

        assertThat(tried.ledger.acknowledges()).isTrue();
        assertThat(tried.admit(offset, Long.MAX_VALUE)).isNull();
    }

    @Property(tries = 200)
    void aRepetitionAtOffsetZeroTakesTheDecisionBackBecauseOnlyTopicsThatCountRepeat(
            @ForAll @Size(min = 2, max = 10) @UniqueElements List<Integer> identities) {
        Tried tried = new Tried();
        identities.forEach(identity -> tried.admitNew(0, identity));

        tried.admitNew(0, identities.get(identities.size() - 1));

        assertThat(tried.ledger.acknowledges()).isTrue();
    }

    @Property(tries = 300)
    void theMarkIsAlwaysRightBelowTheLowestOpenDelivery(
            @ForAll @Size(max = 80) List<@IntRange(min = -6, max = 20) Integer> steps) {
        Tried tried = new Tried();
        TreeMap<Long, Entry<String>> open = new TreeMap<>();
        long highest = 0;
        long mark = -1;
        for (int step : steps) {
            if (step < 0) {
                // A jump of up to five offsets.
                highest += -step;
                open.put(highest, tried.admitNew(highest, 7 * highest));
            } else if (!open.isEmpty()) {
                Long chosen = List.copyOf(open.keySet()).get(step % open.size());
                tried.ledger.remove(open.remove(chosen));
            }
            if (highest > 0) {
                mark = Math.max(mark, open.isEmpty() ? highest : open.firstKey() - 1);
            }
            assertThat(tried.ledger.mark()).isEqualTo(highest == 0 ? -1 : mark);
            assertThat(tried.ledger.size()).isEqualTo(open.size());
        }
    }

    @Property(tries = 300)
    void everyDeliveryIsNewOrACopyOrKnownAsDone(
            @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 12) Integer> deliveries,
            @ForAll @Size(100) List<Boolean> isAcknowledged) {
        Tried tried = new Tried();
        List<Entry<String>> open = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        long highest = 0;
        for (int i = 0; i < deliveries.size(); i++) {
            // The next new one, or one of the latest again.
            long offset =
                    deliveries.get(i) > 6 || highest == 0 ? highest + 1 : Math.max(1, highest - deliveries.get(i));
            highest = Math.max(highest, offset);
            boolean isOpen = open.stream().anyMatch(e -> e.offset == offset);
            Entry<String> entry = tried.admit(offset, 31 * offset);
            assertThat(entry == null).as("%d is a copy", offset).isEqualTo(isOpen);
            if (entry != null) {
                assertThat(entry.ackOnly).isEqualTo(done.contains(offset));
                open.add(entry);
            }
            if (isAcknowledged.get(i) && !open.isEmpty()) {
                Entry<String> acknowledged = open.remove(i % open.size());
                tried.ledger.remove(acknowledged);
                done.add(acknowledged.offset);
            }
        }

        assertThat(tried.events).isEmpty();
    }

    @Property(tries = 200)
    void anotherRecordAtAKnownOffsetStartsANewEpochWhetherTheOldOneIsOpenOrDone(
            @ForAll @IntRange(min = 1, max = 30) int size,
            @ForAll @IntRange(min = 0, max = 29) int at,
            @ForAll boolean isDone) {
        Tried tried = new Tried();
        List<Entry<String>> old = new ArrayList<>();
        for (int offset = 1; offset <= size; offset++) {
            old.add(tried.admitNew(offset, offset));
        }
        int offset = 1 + at % size;
        if (isDone) {
            tried.ledger.remove(old.get(offset - 1));
        }

        Entry<String> other = tried.admitNew(offset, -offset);

        assertThat(tried.events)
                .containsExactly(new SinkEvent.NewEpoch(0, offset), new SinkEvent.Gap(0, 0, offset - 1, false));
        assertThat(tried.totals.uncertainGapRecords).isEqualTo(offset);
        assertThat(tried.totals.gapRecords).isZero();
        assertThat(tried.ledger.isOutdated(other)).isFalse();
        assertThat(old).allMatch(tried.ledger::isOutdated);
    }

    @Property(tries = 200)
    void whatIsHiddenAtTheStartOfANewCountIsReportedWithoutWhatIsKnownToHaveCome(
            @ForAll @IntRange(min = 1, max = 30) int start,
            @ForAll @UniqueElements @Size(max = 10) List<@IntRange(min = 0, max = 29) Integer> late) {
        Tried tried = new Tried();
        tried.admitNew(start + 40, 1);
        tried.admitNew(start + 41, 2);
        List<Long> expected = new ArrayList<>();
        for (long offset = 0; offset < start; offset++) {
            if (late.contains((int) offset)) {
                // Below everything that is known, and no other record is known to have stood there.
                tried.admitNew(offset, 1000 + offset);
            } else {
                expected.add(offset);
            }
        }
        tried.admitNew(start, 3);
        tried.events.clear();

        tried.admitNew(start + 40, 4);

        assertThat(tried.events.remove(0)).isEqualTo(new SinkEvent.NewEpoch(0, start + 40));
        for (long offset = start + 1; offset < start + 40; offset++) {
            expected.add(offset);
        }
        List<Long> reported = new ArrayList<>();
        for (SinkEvent event : tried.events) {
            SinkEvent.Gap gap = (SinkEvent.Gap) event;
            assertThat(gap.isCertain()).isFalse();
            for (long offset = gap.from(); offset <= gap.to(); offset++) {
                reported.add(offset);
            }
        }
        assertThat(reported).isEqualTo(expected);
        assertThat(tried.totals.uncertainGapRecords).isEqualTo(expected.size());
        assertThat(tried.totals.gapRecords).isZero();
    }

    @Test
    void whatIsHiddenAtTheStartOfANewCountMeansNothingWhereOthersRead() {
        List<SinkEvent> events = new ArrayList<>();
        PartitionLedger<String> ledger = new PartitionLedger<>(
                0,
                new PartitionOptions(0, Readers.SEVERAL, true, -1, -1),
                1024,
                0,
                new Totals(),
                lane(null),
                PartitionLedgerTest::lane);
        ledger.admit("r", null, 5, 1, 1, 0, events::add);

        ledger.admit("r", null, 5, 2, 1, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.NewEpoch(0, 5));
    }

    @Property(tries = 200)
    void theHighestOpenDeliveryWaitsWhileAnyOtherIsOpenAndNoneElseDoes(
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll @Size(20) List<Boolean> areGone) {
        Tried tried = new Tried();
        List<Entry<String>> open = new ArrayList<>();
        for (int offset = 1; offset <= size; offset++) {
            open.add(tried.admitNew(offset, offset));
        }
        for (int i = size - 1; i >= 0; i--) {
            if (areGone.get(i)) {
                tried.ledger.remove(open.remove(i));
            }
        }

        for (int i = 0; i < open.size(); i++) {
            boolean isHighest = i == open.size() - 1;
            assertThat(tried.ledger.mustWait(open.get(i))).isEqualTo(isHighest && open.size() > 1);
        }
    }
}
