package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapDetectorTest {

    private final List<SinkEvent> events = new ArrayList<>();

    @Test
    void theFirstDeliveryWithoutAMarkIsNoGap() {
        assertThat(new GapDetector(true, -1).arrived(0, 100, 0, events::add)).isZero();
    }

    @Test
    void aJumpIsAGapOnceReported() {
        GapDetector gaps = new GapDetector(true, -1);
        gaps.arrived(0, 1, 0, events::add);

        assertThat(gaps.arrived(0, 5, 40_000, events::add)).isEqualTo(3);
        assertThat(gaps.arrived(0, 6, 40_000, events::add)).isZero();

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 2, 4, true));
    }

    @Test
    void aJumpFromTheMarkIsReportedButNotCertain() {
        new GapDetector(true, 9).arrived(0, 12, 0, events::add);

        assertThat(events).containsExactly(new SinkEvent.Gap(0, 10, 11, false));
    }

    @Test
    void aJumpMeansNothingWhereOthersRead() {
        GapDetector gaps = new GapDetector(false, 9);

        assertThat(gaps.arrived(0, 12, 0, events::add)).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void aRecordThatComesAfterAllSplitsTheGap() {
        GapDetector gaps = new GapDetector(true, 0);
        gaps.arrived(0, 10, 0, events::add);
        events.clear();

        gaps.seenAgain(0, 5, events::add);
        gaps.seenAgain(0, 5, events::add);
        gaps.seenAgain(0, 6, events::add);

        assertThat(events).containsExactly(new SinkEvent.GapFilled(0, 5), new SinkEvent.GapFilled(0, 6));
    }

    @Test
    void aCountThatStartsAnewIsExpectedToStartAtZero() {
        GapDetector gaps = new GapDetector(true, -1);
        gaps.arrived(0, 50, 0, events::add);

        gaps.restart();

        assertThat(gaps.arrived(0, 3, 90_000, events::add)).isEqualTo(3);
        assertThat(gaps.arrived(0, 6, 90_001, events::add)).isEqualTo(2);
        assertThat(events).containsExactly(new SinkEvent.Gap(0, 0, 2, false), new SinkEvent.Gap(0, 4, 5, false));
    }
}
