package com.danubemessaging.connect.engine.sink;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * One thing that happens in a {@link SinkHistory}; {@code pick} chooses among what is open, {@code detail} how it goes.
 */
record SinkMove(Kind kind, int pick, int detail) {

    enum Kind {
        /** Up to {@link SinkHistory#BURST} records of different keys. */
        ARRIVE,
        /** Another copy of any record, for no reason the engine could know. */
        COPY,
        /** A batch comes back; each record's outcome is a digit of the detail in base 5, so that 0 is all DONE. */
        RETURN,
        /** A batch fails as a whole. */
        FAIL,
        ACK_TAKEN,
        ACK_FAILED,
        LETTER_STORED,
        LETTER_FAILED,
        /** Less than two seconds, or more than a quarter of a minute if it picks so. */
        PASS
    }

    /** Scripts of these kinds of moves, each as likely as it is often named. */
    static Arbitrary<List<SinkMove>> scripts(Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 7).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 15_624).withoutEdgeCases())
                .as(SinkMove::new)
                .list()
                .ofMaxSize(80)
                // Left to itself jqwik prefers short lists, and short histories go nowhere.
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Scripts of everything that may happen. */
    static Arbitrary<List<SinkMove>> scripts() {
        return scripts(
                Kind.ARRIVE,
                Kind.ARRIVE,
                Kind.ARRIVE,
                Kind.COPY,
                Kind.RETURN,
                Kind.RETURN,
                Kind.RETURN,
                Kind.FAIL,
                Kind.ACK_TAKEN,
                Kind.ACK_TAKEN,
                Kind.ACK_TAKEN,
                Kind.ACK_FAILED,
                Kind.LETTER_STORED,
                Kind.LETTER_FAILED,
                Kind.PASS,
                Kind.PASS);
    }

    /** Scripts in which the broker repeats nothing of its own accord. */
    static Arbitrary<List<SinkMove>> scriptsWithoutCopies() {
        return scripts()
                .map(script ->
                        script.stream().filter(move -> move.kind() != Kind.COPY).toList());
    }
}
