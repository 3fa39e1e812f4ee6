package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Properties prove nothing where histories do not go. */
class SourceHistoryTest {

    /** Of 400 histories. */
    private static final int LEAST = 4;

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Property(tries = 400)
    void historiesGoEverywhere(@ForAll("anything") List<Move> script) {
        boolean[] everWaited = {false};
        SourceHistory history = new SourceHistory(5, 10) {
            @Override
            void check() {
                everWaited[0] |= engine.waitingRecords() > 0;
            }
        };

        history.play(script).finish();

        SourceCounters counters = history.engine.counters();
        reaches("retry", counters.retries() > 0);
        reaches("dead letter", counters.deadLettered() > 0);
        reaches("withdrawn", counters.withdrawn() > 0);
        reaches("unknown", counters.unknown() > 0);
        reaches("waited for credit", everWaited[0]);
        reaches("many commits", counters.commits() > 3);
        reaches("several heads in a commit", history.commits.stream().anyMatch(heads -> heads.size() > 1));
        reaches("topic down", history.actions.contains("TopicDown"));
    }

    private static void reaches(String place, boolean isReached) {
        Statistics.label(place).collect(isReached).coverage(coverage -> coverage.check(true)
                .count(times -> times >= LEAST));
    }
}
