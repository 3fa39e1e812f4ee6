package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

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
}
