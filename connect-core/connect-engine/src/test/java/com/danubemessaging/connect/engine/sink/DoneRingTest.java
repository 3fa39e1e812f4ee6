package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DoneRingTest {

    private final DoneRing ring = new DoneRing(16);

    @Test
    void knowsWhatIsDoneByOffsetAndIdentity() {
        ring.add(5, 55, 1);

        assertThat(ring.contains(5, 55)).isTrue();
        assertThat(ring.contains(5, 56)).isFalse();
        assertThat(ring.contains(6, 55)).isFalse();
    }

    @Test
    void contradictsAnotherRecordAtAKnownOffsetOnly() {
        ring.add(5, 55, 1);

        assertThat(ring.contradicts(5, 56)).isTrue();
        assertThat(ring.contradicts(5, 55)).isFalse();
        assertThat(ring.contradicts(21, 56)).isFalse();
    }

    @Test
    void forgetsWhatIsOverwritten() {
        ring.add(5, 55, 1);
        ring.add(21, 77, 1);

        assertThat(ring.contains(5, 55)).isFalse();
        assertThat(ring.contains(21, 77)).isTrue();
    }

    @Test
    void forgetsTheLaterRecordsOfALaneThatIsWrittenAgain() {
        ring.add(5, 55, 1);
        ring.add(6, 66, 2);
        ring.add(7, 77, 1);

        ring.forgetLater(5, 1);

        assertThat(ring.contains(5, 55)).isTrue();
        assertThat(ring.contains(6, 66)).isTrue();
        assertThat(ring.contains(7, 77)).isFalse();
    }

    @Test
    void remembersNothingOfTheTimeBeforeItWasCleared() {
        ring.add(5, 55, 1);

        ring.clear();
        ring.add(6, 66, 1);

        assertThat(ring.contains(5, 55)).isFalse();
        assertThat(ring.contradicts(5, 56)).isFalse();
        assertThat(ring.contains(6, 66)).isTrue();
    }

    /** One slot each; of a slot, the latest offset, its identity and its lane. */
    private record Done(long offset, long identity, int lane) {}

    @Property(tries = 300)
    void behavesAsAMapOfTheLatestRecordInEachSlotWould(
            @ForAll @Size(max = 150) List<@IntRange(max = 479) Integer> steps, @ForAll boolean isAcrossTheSign) {
        // Offsets are unsigned: some histories run across the sign bit.
        long base = isAcrossTheSign ? Long.MAX_VALUE - 20 : 0;
        DoneRing tried = new DoneRing(16);
        Map<Long, Done> model = new HashMap<>();

        for (int step : steps) {
            long offset = base + step % 40;
            long identity = offset * 31 + step / 40 % 2;
            int lane = step % 3;
            switch (step / 80) {
                case 0 -> {
                    tried.forgetLater(offset, lane);
                    model.values().removeIf(d -> d.lane() == lane && Long.compareUnsigned(d.offset(), offset) > 0);
                }
                default -> {
                    tried.add(offset, identity, lane);
                    model.put(offset & 15, new Done(offset, identity, lane));
                }
            }
            for (long looked = base; looked < base + 40; looked++) {
                Done known = model.get(looked & 15);
                boolean isThere = known != null && known.offset() == looked;
                for (long id = looked * 31; id <= looked * 31 + 1; id++) {
                    boolean isSame = known != null && known.identity() == id;
                    assertThat(tried.contains(looked, id)).isEqualTo(isThere && isSame);
                    assertThat(tried.contradicts(looked, id)).isEqualTo(isThere && !isSame);
                }
            }
        }
    }
}
