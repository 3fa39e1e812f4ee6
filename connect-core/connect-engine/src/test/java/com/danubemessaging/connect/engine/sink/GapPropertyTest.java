package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Gaps are what is missing: no more, no less, whatever subset of the offsets comes. */
class GapPropertyTest {

    private static final int HIGHEST = 120;

    /** Few enough gaps for all to be remembered. */
    @Provide
    Arbitrary<SortedSet<Integer>> subset() {
        return Arbitraries.integers()
                .between(1, HIGHEST)
                .set()
                .ofMaxSize(HIGHEST)
                .map(TreeSet::new);
    }

    private static List<Long> reported(List<SinkEvent> events) {
        List<Long> offsets = new ArrayList<>();
        for (SinkEvent event : events) {
            if (event instanceof SinkEvent.Gap gap) {
                for (long offset = gap.from(); offset <= gap.to(); offset++) {
                    offsets.add(offset);
                }
            }
        }
        return offsets;
    }

    private static List<Long> missing(SortedSet<Integer> arrived, long after) {
        List<Long> offsets = new ArrayList<>();
        for (long offset = after + 1; !arrived.isEmpty() && offset < arrived.last(); offset++) {
            if (!arrived.contains((int) offset)) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    @Property(tries = 300)
    void gapsAreExactlyTheOffsetsThatAreMissingAboveTheMarkOrTheFirst(
            @ForAll("subset") SortedSet<Integer> arrived,
            @ForAll @IntRange(min = -1, max = HIGHEST) int mark,
            @ForAll @IntRange(min = -1, max = HIGHEST) int seen) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 100, 2));
        rig.engine.addPartition(new PartitionOptions(0, Readers.ONE, true, mark, seen));

        for (int offset : arrived) {
            rig.burst("k" + offset % 3, offset);
        }

        long after = mark == -1 && !arrived.isEmpty() ? arrived.first() : mark;
        assertThat(reported(rig.events)).isEqualTo(missing(arrived, after));
        long certain = missing(arrived, after).stream()
                .filter(offset -> seen != -1 && offset > seen)
                .count();
        assertThat(rig.engine.counters().gapRecords()).isEqualTo(certain);
        assertThat(rig.engine.counters().uncertainGapRecords())
                .isEqualTo(missing(arrived, after).size() - certain);
        for (SinkEvent.Gap gap : gaps(rig.events)) {
            assertThat(gap.from()).isLessThanOrEqualTo(gap.to());
            assertThat(gap.isCertain()).isEqualTo(seen != -1 && gap.from() > seen);
        }
    }

    private static List<SinkEvent.Gap> gaps(List<SinkEvent> events) {
        return events.stream()
                .filter(SinkEvent.Gap.class::isInstance)
                .map(SinkEvent.Gap.class::cast)
                .toList();
    }

    @Property(tries = 200)
    void whatComesAfterAllIsTakenOutOfItsGapOnceInAnyOrder(
            @ForAll("subset") SortedSet<Integer> arrived,
            @ForAll Random order,
            @ForAll @IntRange(min = -1, max = HIGHEST) int seen) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 100, 2));
        rig.engine.addPartition(new PartitionOptions(0, Readers.ONE, true, 0, seen));
        for (int offset : arrived) {
            rig.burst("k" + offset % 3, offset);
        }
        List<Long> late = missing(arrived, 0);
        Collections.shuffle(late, order);
        rig.events.clear();

        for (long offset : late) {
            rig.burst("k" + offset % 3, offset);
            rig.burst("k" + offset % 3, offset);
        }

        assertThat(rig.events)
                .isEqualTo(late.stream()
                        .map(offset -> new SinkEvent.GapFilled(0, offset, seen != -1 && offset > seen))
                        .toList());
    }

    @Property(tries = 100)
    void jumpsMeanNothingWhereOthersReadToo(@ForAll("subset") SortedSet<Integer> arrived) {
        SinkRig rig = new SinkRig(SinkRig.options(1000, 1 << 20, 1, 100, 2));
        rig.engine.addPartition(new PartitionOptions(0, Readers.SEVERAL, true, 0, 0));

        for (int offset : arrived) {
            rig.burst("a", offset);
        }

        assertThat(rig.events).isEmpty();
    }

    @Property(tries = 200)
    void aGapIsCertainOnceTheRunHasSettled(
            @ForAll @IntRange(min = 0, max = 60_000) int elapsed, @ForAll @IntRange(min = 1, max = 1000) int skipped) {
        List<SinkEvent> events = new ArrayList<>();
        GapDetector gaps = new GapDetector(Readers.ONE, -1, -1, 0, new Totals());
        gaps.arrived(0, 5, 1000, events::add);

        gaps.arrived(0, 6 + skipped, 1000 + elapsed, events::add);

        assertThat(events)
                .containsExactly(new SinkEvent.Gap(0, 6, 5 + skipped, elapsed >= GapDetector.SETTLING_MILLIS));
    }
}
