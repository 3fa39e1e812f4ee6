package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every record ends once, by its deadline, and WITHDRAWN means that it was never stored. */
class DeadlinePropertyTest {

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Property(tries = 250)
    void everyRecordEndsOnceAndNoneAfterItsDeadline(@ForAll("anything") List<Move> script) {
        SourceHistory history = new SourceHistory(5, 10) {
            @Override
            public void settled(Emission<String> emission, Settlement settlement) {
                assertThat(now).isLessThanOrEqualTo(emitOf(emission.record()).deadline());
                super.settled(emission, settlement);
            }

            @Override
            void check() {
                assertThat(emitted.values())
                        .as("waited for at %d", now)
                        .noneMatch(e -> e.deadline() < now && !endings.containsKey(e.record()));
            }
        };

        history.play(script).finish();

        assertThat(history.endings.keySet()).isEqualTo(history.emitted.keySet());
    }

    @Property(tries = 250)
    void whatIsWithdrawnWasNeverStoredAndNeverWillBe(@ForAll("anything") List<Move> script) {
        Set<String> maybeStored = new HashSet<>();
        new SourceHistory(5, 10) {
            @Override
            void failed(String record, PublishFailure failure) {
                if (failure == PublishFailure.AMBIGUOUS) {
                    maybeStored.add(record);
                }
                super.failed(record, failure);
            }

            @Override
            public void settled(Emission<String> emission, Settlement settlement) {
                if (settlement == Settlement.WITHDRAWN) {
                    assertThat(maybeStored).doesNotContain(emission.record());
                    assertThat(inFlight()).doesNotContain(emission.record());
                }
                super.settled(emission, settlement);
            }

            @Override
            public void publish(Emission<String> emission) {
                assertThat(endings).doesNotContainKey(emission.record());
                super.publish(emission);
            }
        }.play(script).finish();
    }

    @Property(tries = 200)
    void theCountersAccountForEveryRecordAtAnyTime(@ForAll("anything") List<Move> script) {
        new SourceHistory(5, 10) {
            @Override
            void check() {
                SourceCounters c = engine.counters();
                int open = emitted.size() - endings.size();
                assertThat(c.published() + c.deadLettered() + c.skipped() + c.withdrawn() + c.unknown() + open)
                        .isEqualTo(c.emitted())
                        .isEqualTo(emitted.size());
            }
        }.play(script).finish();
    }
}
