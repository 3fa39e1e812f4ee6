package com.danubemessaging.connect.testkit.sim;

/** Defects put between an engine and its world on purpose: a checker that misses one of them is blind. */
enum Mutant {
    /** No defect. */
    NONE,
    /** Deliveries are acknowledged as they arrive. */
    ACKNOWLEDGES_ON_ARRIVAL,
    /** Some batches are reported as done without having been written. */
    CLAIMS_WRITES,
    /** Batches reach the target in the reverse order. */
    REVERSES_BATCHES,
    /** Some acknowledgements never leave, though they are answered. */
    LOSES_ACKNOWLEDGEMENTS,
    /** Gaps are not reported. */
    HIDES_GAPS,
    /** Some publishes are confirmed without having been stored. */
    CONFIRMS_UNSTORED,
    /** Publishes of one lane run side by side. */
    PUBLISHES_SIDE_BY_SIDE,
    /** Commits name the newest record instead of the contiguous head. */
    COMMITS_TOO_FAR,
    /** Some publishes are never answered. */
    LOSES_ANSWERS
}
