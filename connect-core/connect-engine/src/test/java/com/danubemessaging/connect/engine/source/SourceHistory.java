package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.source.SourceHistory.Move.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A history played from a script: an origin that emits, and publishes, dead letters and commits that are answered in
 * any order. A move that makes no sense when its turn comes does nothing, so every script can be played and shrunk. It
 * keeps what an observer knows without looking into the engine.
 */
class SourceHistory extends SourceRig {

    private static final String[] LANES = {"a", "b", "c"};
    private static final String[] PARTITIONS = {"p", "q"};
    private static final PublishFailure[] FAILURES = PublishFailure.values();

    /** One thing that happens; {@code pick} chooses among what is open, {@code detail} how it goes. */
    record Move(Kind kind, int pick, int detail) {

        enum Kind {
            /** A record without a deadline. */
            EMIT,
            /** A record that is waited for, up to two seconds. */
            EMIT_UNTIL,
            PUBLISHED,
            FAILED,
            LETTER_STORED,
            LETTER_FAILED,
            COMMITTED,
            /** The origin starts a source partition over. */
            RESET,
            /** Up to half a second. */
            PASS
        }
    }

    /** What was emitted: a name, and where it belongs. */
    record Emit(String record, @Nullable String lane, @Nullable String partition, long deadline) {}

    private record Letter(Emission<String> emission, PublishFailure reason) {}

    final Map<String, Emit> emitted = new LinkedHashMap<>();
    final Map<String, Settlement> endings = new LinkedHashMap<>();
    private final List<Letter> letters = new ArrayList<>();
    boolean isCommitting;

    SourceHistory(int heldRecords, int waitingRecords) {
        super(heldRecords, waitingRecords, 0);
    }

    /** Credit for all of a script. */
    static SourceHistory roomy() {
        return new SourceHistory(100, 100);
    }

    /** Scripts of these kinds of moves, each as likely as it is often named. */
    static Arbitrary<List<Move>> scripts(Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 11).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 1999).withoutEdgeCases())
                .as(Move::new)
                .list()
                .ofMaxSize(80)
                // Left to itself jqwik prefers short lists, and short histories go nowhere.
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Scripts of everything that may happen. */
    static Arbitrary<List<Move>> scripts() {
        return scripts(
                Kind.EMIT,
                Kind.EMIT,
                Kind.EMIT_UNTIL,
                Kind.EMIT_UNTIL,
                Kind.PUBLISHED,
                Kind.PUBLISHED,
                Kind.PUBLISHED,
                Kind.FAILED,
                Kind.FAILED,
                Kind.LETTER_STORED,
                Kind.LETTER_FAILED,
                Kind.COMMITTED,
                Kind.COMMITTED,
                Kind.RESET,
                Kind.PASS);
    }

    /** Scripts in which nobody gives up: no deadlines, no partition that starts over. */
    static Arbitrary<List<Move>> patientScripts() {
        return scripts().map(script -> script.stream()
                .filter(move -> move.kind() != Kind.EMIT_UNTIL && move.kind() != Kind.RESET)
                .toList());
    }

    /** Overridden by properties that hold after every move. */
    void check() {}

    SourceHistory play(List<Move> script) {
        for (Move move : script) {
            play(move);
            check();
        }
        return this;
    }

    private void play(Move move) {
        switch (move.kind()) {
            case EMIT -> emitNext(move.pick(), SourceEngine.NO_DEADLINE);
            case EMIT_UNTIL -> emitNext(move.pick(), now + 1 + move.detail());
            case PUBLISHED -> {
                if (!publishes.isEmpty()) {
                    published(inFlight().get(move.pick() % publishes.size()));
                }
            }
            case FAILED -> {
                if (!publishes.isEmpty()) {
                    failed(inFlight().get(move.pick() % publishes.size()), FAILURES[move.detail() % FAILURES.length]);
                }
            }
            case LETTER_STORED, LETTER_FAILED -> {
                if (!letters.isEmpty()) {
                    answer(letters.remove(move.pick() % letters.size()), move.kind() == Kind.LETTER_STORED);
                }
            }
            case COMMITTED -> answerCommit();
            case RESET -> reset(PARTITIONS[move.pick() % PARTITIONS.length]);
            case PASS -> pass(1 + move.detail() % 500);
        }
    }

    private void emitNext(int pick, long deadline) {
        String record = "r" + emitted.size();
        @Nullable String lane = pick % 4 == 3 ? null : LANES[pick % 4];
        @Nullable String partition = pick / 4 == 2 ? null : PARTITIONS[pick / 4];
        emitted.put(record, new Emit(record, lane, partition, deadline));
        emit(lane, partition, record, deadline);
    }

    void reset(String partition) {
        engine.resetPartition(partition, now);
    }

    private void answer(Letter letter, boolean isStored) {
        if (isStored) {
            engine.deadLetterStored(letter.emission, now);
        } else {
            engine.deadLetterFailed(letter.emission, false, "away", letter.reason, null, now);
        }
        engine.flush(now);
    }

    private void answerCommit() {
        if (isCommitting) {
            isCommitting = false;
            engine.commitAnswered(now);
        }
    }

    /** From now on everything goes well, until nothing is held, waits or is being committed. */
    SourceHistory finish() {
        for (int round = 0; engine.heldRecords() > 0 || engine.waitingRecords() > 0 || isCommitting; round++) {
            assertThat(round).as("rounds until nothing is held").isLessThan(300);
            goWell();
            check();
        }
        return this;
    }

    /** A tenth of a second in which everything that is asked for succeeds. */
    void goWell() {
        for (String record : inFlight()) {
            published(record);
        }
        while (!letters.isEmpty()) {
            answer(letters.remove(0), true);
        }
        answerCommit();
        pass(100);
    }

    Emit emitOf(String record) {
        Emit emit = emitted.get(record);
        if (emit == null) {
            throw new AssertionError("never emitted: " + record);
        }
        return emit;
    }

    static int numberOf(String record) {
        return Integer.parseInt(record.substring(1));
    }

    @Override
    public void deadLetter(Emission<String> emission, PublishFailure reason, @Nullable Throwable cause) {
        super.deadLetter(emission, reason, cause);
        letters.add(new Letter(emission, reason));
    }

    @Override
    public void settled(Emission<String> emission, Settlement settlement) {
        super.settled(emission, settlement);
        assertThat(endings.put(emission.record(), settlement))
                .as("how %s had ended before", emission.record())
                .isNull();
    }

    @Override
    public void commit(List<Emission<String>> heads) {
        assertThat(isCommitting).as("a commit is under way").isFalse();
        isCommitting = true;
        super.commit(heads);
    }
}
