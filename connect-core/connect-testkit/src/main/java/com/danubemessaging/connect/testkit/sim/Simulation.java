package com.danubemessaging.connect.testkit.sim;

/** Whole histories of a connector from a seed: even seeds are sinks, odd ones are sources. */
public final class Simulation {

    private Simulation() {}

    /**
     * Runs the history of this seed. Takes a few milliseconds; needs no thread but the caller's.
     *
     * @return the history, with everything that broke a promise in {@link History#violations()}
     */
    public static History run(long seed) {
        return run(seed, Mutant.NONE);
    }

    static History run(long seed, Mutant mutant) {
        return seed % 2 == 0 ? new SinkSimulation(seed, mutant).run() : new SourceSimulation(seed, mutant).run();
    }
}
