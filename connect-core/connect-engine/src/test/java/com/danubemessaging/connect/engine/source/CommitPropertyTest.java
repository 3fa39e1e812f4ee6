package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Commits are contiguous, in order and complete, for any order in which records end. */
class CommitPropertyTest {

    @Provide
    Arbitrary<List<Move>> anything() {
        return SourceHistory.scripts();
    }

    @Provide
    Arbitrary<List<Move>> patient() {
        return SourceHistory.patientScripts();
    }

    /** Checks every commit against what has ended, and keeps how far each partition is committed. */
    private static final class Committing extends SourceHistory {

        /** The number of the last record committed, or of the last one that a restart made void. */
        final Map<String, Integer> passed = new HashMap<>();

        Committing(int heldRecords, int waitingRecords) {
            super(heldRecords, waitingRecords);
        }

        /** Records of a partition since it last started over that are not committed, in order. */
        List<String> uncommitted(String partition) {
            int after = passed.getOrDefault(partition, -1);
            return emitted.values().stream()
                    .filter(e -> partition.equals(e.partition()) && numberOf(e.record()) > after)
                    .map(Emit::record)
                    .toList();
        }

        private boolean isFinal(String record) {
            Settlement ending = endings.get(record);
            return ending != null && ending.isFinal();
        }

        @Override
        void reset(String partition) {
            passed.put(partition, emitted.size() - 1);
            super.reset(partition);
        }

        @Override
        public void commit(List<Emission<String>> heads) {
            Set<String> partitions = new HashSet<>();
            for (Emission<String> head : heads) {
                String partition = emitOf(head.record()).partition();
                assertThat(partition).isNotNull();
                if (partition != null) {
                    assertThat(partitions.add(partition))
                            .as("one head of %s", partition)
                            .isTrue();
                    List<String> behind = uncommitted(partition);
                    assertThat(behind).as("not committed of %s", partition).contains(head.record());
                    assertThat(behind.subList(0, behind.indexOf(head.record()) + 1))
                            .as("up to the head of %s", partition)
                            .allMatch(this::isFinal);
                    passed.put(partition, numberOf(head.record()));
                }
            }
            super.commit(heads);
        }
    }

    @Property(tries = 300)
    void commitsAreContiguousAndInOrderAndReachTheFirstRecordThatDidNotEndWell(@ForAll("anything") List<Move> script) {
        Committing history = new Committing(5, 10);

        history.play(script).finish();

        for (String partition : List.of("p", "q")) {
            assertThat(history.uncommitted(partition).stream().limit(1))
                    .as("the next to commit of %s", partition)
                    .noneMatch(history::isFinal);
        }
    }

    @Property(tries = 200)
    void whereNobodyGivesUpEverythingIsCommitted(@ForAll("patient") List<Move> script) {
        Committing history = new Committing(100, 100);

        history.play(script).finish();

        assertThat(history.uncommitted("p")).isEmpty();
        assertThat(history.uncommitted("q")).isEmpty();
        assertThat(history.engine.counters().commits()).isEqualTo(history.commits.size());
    }
}
