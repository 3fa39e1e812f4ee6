package com.danubemessaging.connect.testkit.sim;

/**
 * Calls between a process and a broker: late, overtaken by others, repeated, lost on the way there, carried out and not
 * answered, or swallowed.
 */
final class SimulatedNetwork {

    /** A client's own deadline of a call. */
    private static final int CALL_TIMEOUT_MILLIS = 3000;

    private static final int LATE_MILLIS = 500;

    private final World world;
    private final History history;
    private long blackHoleUntil;
    private long lossyUntil;
    private long repeatingUntil;
    private long calls;
    private long latestArrived;

    SimulatedNetwork(World world, History history) {
        this.world = world;
        this.history = history;
    }

    /**
     * One call.
     *
     * @param effect at the other side, if the call gets there; more than once if it is repeated on the way
     * @param ok the answer came
     * @param failed no answer came, or that the call did not get there; the effect may have happened
     */
    void call(Runnable effect, Runnable ok, Runnable failed) {
        long number = ++calls;
        if (world.now() < blackHoleUntil) {
            note("call swallowed", number);
            world.after(CALL_TIMEOUT_MILLIS, failed);
            return;
        }
        boolean isLossy = world.now() < lossyUntil;
        if (isLossy && world.chance(0.3)) {
            note("call lost", number);
            world.after(world.between(1, 50), failed);
            return;
        }
        int there = isLossy && world.chance(0.3) ? world.between(0, 1000) : world.between(0, 10);
        int back = isLossy ? world.between(0, 1900) : world.between(0, 10);
        boolean isAnswerLost = isLossy && world.chance(0.3);
        boolean isRepeated = world.now() < repeatingUntil && world.chance(0.5);
        world.after(there, () -> {
            arrived(number);
            effect.run();
            if (isAnswerLost) {
                note("answer lost", number);
                world.after(CALL_TIMEOUT_MILLIS - there, failed);
            } else {
                if (back >= LATE_MILLIS) {
                    note("answer late", number);
                }
                world.after(back, ok);
            }
        });
        if (isRepeated) {
            world.after(there + world.between(0, 40), () -> {
                note("call repeated", number);
                effect.run();
            });
        }
    }

    private void arrived(long number) {
        if (number < latestArrived) {
            note("call overtaken", number);
        }
        latestArrived = Math.max(latestArrived, number);
    }

    private void note(String what, long number) {
        history.add(world.now(), what, number, 0);
    }

    void blackHole(long until) {
        blackHoleUntil = until;
    }

    long lossyUntil() {
        return lossyUntil;
    }

    void beLossy(long until) {
        lossyUntil = until;
    }

    void repeatCalls(long until) {
        repeatingUntil = until;
    }

    /** Everything works from now on. */
    void recover() {
        blackHoleUntil = 0;
        lossyUntil = 0;
        repeatingUntil = 0;
    }
}
