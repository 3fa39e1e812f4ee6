package com.danubemessaging.connect.testkit.sim;

/**
 * Defects put between an engine and its world on purpose: a checker that misses one of them is blind. Each is a mistake
 * that a connector framework can make, and that some have made.
 */
enum Mutant {
    /** No defect. */
    NONE(Side.BOTH),
    /** A source: the origin is told that a record is safe as soon as its publish is on its way. */
    ACKNOWLEDGES_BEFORE_CONFIRMATION(Side.SOURCE),
    /** A sink: a batch that fails as a whole is dropped, its records count as done. */
    DROPS_FAILED_BATCHES(Side.SINK),
    /** A sink: a batch that fails as a whole is neither acknowledged nor tried again. */
    FORGETS_FAILED_BATCHES(Side.SINK),
    /** A source: one record of a batch was published, the position of the batch's last one is committed. */
    COMMITS_BATCH_ENDS(Side.SOURCE),
    /** A sink: what follows a record of its key is written while that record waits for its retry. */
    RETRIES_OUT_OF_ORDER(Side.SINK),
    /** A sink: a dead letter could not be stored, its record is acknowledged all the same. */
    BELIEVES_FAILED_DEAD_LETTERS(Side.SINK),
    /** A sink: the highest offset is acknowledged first, and lower ones follow. */
    ACKNOWLEDGES_HIGHEST_FIRST(Side.SINK),
    /** A stop ends the process at once, whatever is under way. */
    STOPS_WITHOUT_WAITING(Side.BOTH),

    /** Deliveries are acknowledged as they arrive. */
    ACKNOWLEDGES_ON_ARRIVAL(Side.SINK),
    /** Some batches are reported as done without having been written. */
    CLAIMS_WRITES(Side.SINK),
    /** Batches reach the target in the reverse order. */
    REVERSES_BATCHES(Side.SINK),
    /** Some acknowledgements never leave, though they are answered. */
    LOSES_ACKNOWLEDGEMENTS(Side.SINK),
    /** Gaps are not reported. */
    HIDES_GAPS(Side.SINK),
    /** Records hidden at the start of a new count of offsets are not reported. */
    HIDES_GAPS_OF_A_NEW_COUNT(Side.SINK),
    /** A topic that has moved is taken for a stream that another consumer took. */
    MISTAKES_MOVES_FOR_TAKINGS(Side.SINK),
    /** How far a run got is stored while it goes on, and believed after a crash. */
    STORES_TOO_EARLY_HOW_FAR_IT_GOT(Side.SINK),
    /** Some publishes are confirmed without having been stored. */
    CONFIRMS_UNSTORED(Side.SOURCE),
    /** Publishes of one lane run side by side. */
    PUBLISHES_SIDE_BY_SIDE(Side.SOURCE),
    /** Commits name the newest record instead of the contiguous head. */
    COMMITS_TOO_FAR(Side.SOURCE),
    /** Some publishes are never answered. */
    LOSES_ANSWERS(Side.SOURCE);

    private enum Side {
        SINK,
        SOURCE,
        BOTH
    }

    private final Side side;

    Mutant(Side side) {
        this.side = side;
    }

    /** Whether it is a defect of sinks. */
    boolean concernsSinks() {
        return side != Side.SOURCE;
    }

    /** Whether it is a defect of sources. */
    boolean concernsSources() {
        return side != Side.SINK;
    }
}
