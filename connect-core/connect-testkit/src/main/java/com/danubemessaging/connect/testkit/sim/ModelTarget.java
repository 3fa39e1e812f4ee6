package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.sink.BatchFailure;
import com.danubemessaging.connect.engine.sink.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The external system behind a sink, and a connector that keeps its contract: within a lane it goes on after DONE and
 * INVALID and stops after RETRY. It may be down, slow, or hang; a batch that fails as a whole may be written in part.
 */
final class ModelTarget {

    /** Where the end of a call goes. */
    interface Caller {
        void returned(Outcome[] outcomes);

        void failed(BatchFailure failure);
    }

    /** A call under way. */
    final class Call {
        private final List<SimRecord> records;
        private final Caller caller;
        private boolean isHanging;
        private boolean isOver;

        private Call(List<SimRecord> records, Caller caller) {
            this.records = records;
            this.caller = caller;
        }

        /** The calling thread is interrupted: most calls return then, some late, some never. */
        void interrupt() {
            if (isHanging && !isOver && world.chance(0.8)) {
                isHanging = false;
                world.after(world.between(0, 5000), this::end);
            }
        }

        /** The calling process dies: what was on its way may arrive. */
        void abandon() {
            if (!isOver) {
                isOver = true;
                if (!isHanging && world.now() >= downUntil && world.chance(0.5)) {
                    writePart(records);
                }
            }
        }

        private void end() {
            if (isOver || isHanging) {
                return;
            }
            isOver = true;
            if (world.now() < downUntil) {
                endWhileDown();
            } else if (world.now() < resettingUntil && world.chance(0.5)) {
                endByReset();
            } else if (fatalArmed) {
                fatalArmed = false;
                caller.failed(BatchFailure.FATAL);
            } else if (records.stream().anyMatch(record -> record.fate() == Fate.POISON)) {
                notePoison(records);
                writePart(records);
                caller.failed(BatchFailure.SUSPECT_RECORD);
            } else {
                caller.returned(write(records));
            }
        }

        /** The connection breaks: nothing was written, or some, or all of it, or it will be in a moment. */
        private void endByReset() {
            boolean isGood = records.stream().allMatch(record -> record.fate() == Fate.GOOD);
            if (isGood && world.chance(0.3)) {
                checker.note("reply of the target lost", records.size(), 0);
                records.forEach(checker::written);
            } else if (isGood && world.chance(0.3)) {
                world.after(world.between(1, 150), () -> {
                    checker.note("written after the call had failed", records.size(), 0);
                    records.forEach(checker::written);
                });
            } else {
                checker.note("target reset", records.size(), 0);
                writePart(records);
            }
            caller.failed(BatchFailure.TARGET_DOWN);
        }

        private void endWhileDown() {
            if (world.chance(0.3)) {
                Outcome[] untried = new Outcome[records.size()];
                Arrays.fill(untried, Outcome.NOT_ATTEMPTED);
                caller.returned(untried);
                return;
            }
            if (world.chance(0.3)) {
                // The connection broke in the middle.
                writePart(records);
            }
            caller.failed(BatchFailure.TARGET_DOWN);
        }
    }

    private final World world;
    private final SinkChecker checker;
    private final Map<SimRecord, Integer> failures = new HashMap<>();
    private long downUntil;
    private long slowUntil;
    private long fullUntil;
    private long resettingUntil;
    private boolean hangArmed;
    private boolean fatalArmed;

    /** Goes on in a lane after RETRY. */
    private final boolean isUnordered;

    ModelTarget(World world, SinkChecker checker, boolean isUnordered) {
        this.world = world;
        this.checker = checker;
        this.isUnordered = isUnordered;
    }

    Call call(List<SimRecord> records, Caller caller) {
        Call call = new Call(List.copyOf(records), caller);
        if (hangArmed) {
            hangArmed = false;
            checker.note("call hangs", records.size(), 0);
            call.isHanging = true;
        } else {
            boolean isSlow = world.now() < slowUntil;
            if (isSlow) {
                checker.note("call is slow", records.size(), 0);
            }
            world.after(isSlow ? world.between(500, 8000) : world.between(0, 40), call::end);
        }
        return call;
    }

    /** Records before the first poisoned one, or some of them. */
    private void writePart(List<SimRecord> records) {
        int most = world.between(0, records.size());
        for (int i = 0; i < most; i++) {
            SimRecord record = records.get(i);
            if (record.fate() != Fate.GOOD) {
                return;
            }
            checker.written(record);
        }
    }

    private void notePoison(List<SimRecord> records) {
        int last = records.size() - 1;
        for (int i = 0; i <= last && last > 0; i++) {
            if (records.get(i).fate() == Fate.POISON) {
                checker.note(i == 0 ? "poison first" : i == last ? "poison last" : "poison in the middle", i, last);
            }
        }
    }

    private Outcome[] write(List<SimRecord> records) {
        Outcome[] outcomes = new Outcome[records.size()];
        Set<String> stopped = new HashSet<>();
        boolean isFull = world.now() < fullUntil && world.chance(0.5);
        int attempted = isFull ? world.between(0, records.size()) : records.size();
        if (attempted < records.size()) {
            checker.note("target full", attempted, records.size());
        }
        for (int i = 0; i < outcomes.length; i++) {
            SimRecord record = records.get(i);
            if (i >= attempted || stopped.contains(record.lane())) {
                outcomes[i] = Outcome.NOT_ATTEMPTED;
                continue;
            }
            outcomes[i] = outcome(record);
            if (outcomes[i] == Outcome.DONE) {
                checker.written(record);
                if (world.now() < resettingUntil && world.chance(0.2)) {
                    checker.note("written twice", record.partition(), record.sequence());
                    checker.written(record);
                }
            } else if (outcomes[i] == Outcome.RETRY && !isUnordered) {
                stopped.add(record.lane());
            }
        }
        return outcomes;
    }

    private Outcome outcome(SimRecord record) {
        return switch (record.fate()) {
            case GOOD, POISON -> Outcome.DONE;
            case INVALID -> Outcome.INVALID;
            case HOPELESS -> Outcome.RETRY;
            case FLAKY -> failures.merge(record, 1, Integer::sum) <= 1 ? Outcome.RETRY : Outcome.DONE;
        };
    }

    void goDown(long until) {
        downUntil = until;
    }

    void goSlow(long until) {
        slowUntil = until;
    }

    void beFull(long until) {
        fullUntil = until;
    }

    void reset(long until) {
        resettingUntil = until;
    }

    void hangOnce() {
        hangArmed = true;
    }

    void failFatallyOnce() {
        fatalArmed = true;
    }

    /** Everything works from now on. */
    void recover() {
        downUntil = 0;
        slowUntil = 0;
        fullUntil = 0;
        resettingUntil = 0;
        hangArmed = false;
        fatalArmed = false;
    }
}
