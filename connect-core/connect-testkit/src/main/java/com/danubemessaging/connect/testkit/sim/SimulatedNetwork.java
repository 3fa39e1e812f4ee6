package com.danubemessaging.connect.testkit.sim;

/** Calls between a process and a broker: late, reordered, lost on the way there, or answered by nobody. */
final class SimulatedNetwork {

    /** A client's own deadline of a call. */
    private static final int CALL_TIMEOUT_MILLIS = 3000;

    private final World world;
    private long blackHoleUntil;
    private long lossyUntil;

    SimulatedNetwork(World world) {
        this.world = world;
    }

    /**
     * One call.
     *
     * @param effect at the other side, if the call gets there
     * @param ok the answer came
     * @param failed no answer came, or that the call did not get there; the effect may have happened
     */
    void call(Runnable effect, Runnable ok, Runnable failed) {
        if (world.now() < blackHoleUntil) {
            world.after(CALL_TIMEOUT_MILLIS, failed);
            return;
        }
        boolean isLossy = world.now() < lossyUntil;
        if (isLossy && world.chance(0.3)) {
            world.after(world.between(1, 50), failed);
            return;
        }
        int there = world.between(0, 10);
        int back = isLossy ? world.between(0, 2500) : world.between(0, 10);
        boolean isAnswerLost = isLossy && world.chance(0.3);
        world.after(there, () -> {
            effect.run();
            if (isAnswerLost) {
                world.after(CALL_TIMEOUT_MILLIS - there, failed);
            } else {
                world.after(back, ok);
            }
        });
    }

    void blackHole(long until) {
        blackHoleUntil = until;
    }

    void beLossy(long until) {
        lossyUntil = until;
    }

    /** Everything works from now on. */
    void recover() {
        blackHoleUntil = 0;
        lossyUntil = 0;
    }
}
