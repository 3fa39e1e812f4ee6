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
            } else if (fatalArmed) {
                fatalArmed = false;
                caller.failed(BatchFailure.FATAL);
            } else if (records.stream().anyMatch(record -> record.fate() == Fate.POISON)) {
                writePart(records);
                caller.failed(BatchFailure.SUSPECT_RECORD);
            } else {
                caller.returned(write(records));
            }
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
    private long troubleUntil;
    private boolean hangArmed;
    private boolean fatalArmed;

    ModelTarget(World world, SinkChecker checker) {
        this.world = world;
        this.checker = checker;
    }

    Call call(List<SimRecord> records, Caller caller) {
        Call call = new Call(List.copyOf(records), caller);
        if (hangArmed) {
            hangArmed = false;
            call.isHanging = true;
        } else {
            boolean isSlow = world.now() < slowUntil;
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

    private Outcome[] write(List<SimRecord> records) {
        Outcome[] outcomes = new Outcome[records.size()];
        Set<String> stopped = new HashSet<>();
        boolean isInTrouble = world.now() < troubleUntil;
        int attempted = isInTrouble && world.chance(0.3) ? world.between(1, records.size()) : records.size();
        for (int i = 0; i < outcomes.length; i++) {
            SimRecord record = records.get(i);
            if (i >= attempted || stopped.contains(record.lane())) {
                outcomes[i] = Outcome.NOT_ATTEMPTED;
                continue;
            }
            outcomes[i] = outcome(record);
            if (outcomes[i] == Outcome.DONE) {
                checker.written(record);
            } else if (outcomes[i] == Outcome.RETRY) {
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

    void haveTrouble(long until) {
        troubleUntil = until;
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
        troubleUntil = 0;
        hangArmed = false;
        fatalArmed = false;
    }
}
