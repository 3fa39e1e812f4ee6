package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed;
import com.danubemessaging.connect.engine.sink.SinkEvent.StreamClosed.Cause;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Properties prove nothing where histories do not go. */
class SinkHistoryTest {

    /** Of 400 histories; the rarest of these happens in about one of fifteen. */
    private static final int LEAST = 4;

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Property(tries = 400)
    void historiesGoEverywhere(@ForAll("anything") List<SinkMove> script) {
        SinkHistory history = new SinkHistory(SinkHistory.options(10, 1 << 20, 2, 5));

        history.play(script).finish();

        SinkCounters counters = history.engine.counters();
        reaches("retry", counters.retries() > 0);
        reaches("dead letter", counters.deadLettered() > 0);
        reaches("copy in flight", counters.duplicates() > 0);
        reaches("copy of a done record", counters.reacknowledged() > 0);
        reaches("target down", history.events.stream().anyMatch(SinkEvent.TargetDown.class::isInstance));
        reaches("pause", history.actions.contains("pause 0"));
        reaches("closed for credit", history.events.contains(new StreamClosed(0, Cause.CREDIT)));
        reaches("closed for patience", history.events.contains(new StreamClosed(0, Cause.PATIENCE)));
        reaches("acknowledged again", counters.acknowledged() > history.came.size() + counters.reacknowledged());
    }

    private static void reaches(String place, boolean isReached) {
        Statistics.label(place).collect(isReached).coverage(coverage -> coverage.check(true)
                .count(times -> times >= LEAST));
    }
}
