package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever tasks report in the legal grammar, every record ends, once, and the counters prove it. */
class OutcomePropertyTest {

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Property(tries = 250)
    void anyLegalOutcomesLeaveEachRecordFinishedExactlyOnce(@ForAll("anything") List<SinkMove> script) {
        SinkHistory history = new SinkHistory(SinkHistory.roomy()).play(script).finish();

        assertThat(history.ended.keySet()).isEqualTo(history.came.keySet());
        assertThat(history.ended.values()).allMatch(times -> times == 1);
        SinkCounters counters = history.engine.counters();
        assertThat(counters.written() + counters.deadLettered()).isEqualTo(history.came.size());
        assertThat(history.engine.mark(0)).isEqualTo(history.came.isEmpty() ? -1 : history.came.size());
    }

    @Property(tries = 250)
    void theCountersAccountForEveryDeliveryAtAnyTime(@ForAll("anything") List<SinkMove> script) {
        new SinkHistory(SinkHistory.roomy()) {
            @Override
            void check() {
                SinkCounters c = engine.counters();
                assertThat(c.duplicates()
                                + c.ignored()
                                + c.reacknowledged()
                                + c.written()
                                + c.deadLettered()
                                + c.skipped()
                                + unfinished().size())
                        .isEqualTo(c.received());
            }
        }.play(script).finish();
    }

    @Property(tries = 150)
    void nothingIsAcknowledgedThatHasNotEnded(@ForAll("anything") List<SinkMove> script) {
        new SinkHistory(SinkHistory.roomy()) {
            @Override
            public void ack(Delivery<String> delivery) {
                assertThat(ended).containsKey(delivery.record());
                super.ack(delivery);
            }
        }.play(script).finish();
    }
}
