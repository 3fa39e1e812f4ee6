package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayDeque;

/**
 * What a process has of its own: a clock that may jump ahead of everybody else's, and a life that may be suspended, or
 * end in the middle of a step. What happens to a suspended process waits for it, in order.
 */
final class ProcessLife {

    private final World world;
    private boolean isAlive = true;
    private long ahead;
    private final ArrayDeque<Runnable> missed = new ArrayDeque<>();
    private long suspendedUntil;
    private boolean hasOddTime;
    private int stepsLeft = Integer.MAX_VALUE;
    private Runnable atLastStep = () -> {};
    private boolean isKilledAtLastStep;

    ProcessLife(World world) {
        this.world = world;
    }

    /** The time as this process sees it. */
    long now() {
        return world.now() + ahead;
    }

    boolean isAlive() {
        return isAlive;
    }

    void end() {
        isAlive = false;
    }

    /** Whether its clock jumped or stood still: it may take for late what is not. */
    boolean hasOddTime() {
        return hasOddTime;
    }

    /** Something that happens to this process, if it still lives then, and when it is not suspended. */
    void later(long delay, Runnable what) {
        world.after(delay, () -> run(what));
    }

    /** Something that happens at this time of its own clock. */
    void at(long time, Runnable what) {
        world.at(time - ahead, () -> run(what));
    }

    /** Something that happens now, or as soon as the process goes on. */
    void run(Runnable what) {
        if (!isAlive) {
            return;
        }
        if (world.now() < suspendedUntil || !missed.isEmpty()) {
            missed.addLast(what);
        } else {
            what.run();
        }
    }

    private void resume() {
        while (isAlive && world.now() >= suspendedUntil && !missed.isEmpty()) {
            missed.removeFirst().run();
        }
    }

    /** As a stopped virtual machine, or a debugger. */
    void suspend(long millis) {
        suspendedUntil = Math.max(suspendedUntil, world.now() + millis);
        world.at(suspendedUntil, this::resume);
        hasOddTime = true;
    }

    void jumpAhead(long millis) {
        ahead += millis;
        hasOddTime = true;
    }

    /** It is killed after so many steps, in the middle of whatever its engine does then. */
    void killAfter(int steps, Runnable then) {
        stepsLeft = steps;
        atLastStep = then;
        isKilledAtLastStep = true;
    }

    /** Something happens to it right after so many steps. */
    void after(int steps, Runnable then) {
        stepsLeft = steps;
        atLastStep = then;
        isKilledAtLastStep = false;
    }

    /** Nothing happens at a step any more. */
    void disarm() {
        stepsLeft = Integer.MAX_VALUE;
    }

    /** The engine wants something done; false if the process does not live to do it. */
    boolean step() {
        if (!isAlive) {
            return false;
        }
        if (--stepsLeft == 0) {
            stepsLeft = Integer.MAX_VALUE;
            if (isKilledAtLastStep) {
                isAlive = false;
                world.after(0, atLastStep);
                return false;
            }
            later(0, atLastStep);
        }
        return true;
    }
}
