package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * One partition of what a source reads: records in order, and how far they are committed. A process begins behind the
 * last commit.
 */
final class ModelOrigin {

    /** A record, where it goes, and in what order. */
    record Input(SimRecord record, int position) {}

    private final int number;
    private final List<SimRecord> records = new ArrayList<>();
    private final SourceChecker checker;
    private int committed;
    private int read;

    ModelOrigin(int number, SourceChecker checker) {
        this.number = number;
        this.checker = checker;
    }

    int number() {
        return number;
    }

    void add(SimRecord record) {
        records.add(record);
    }

    /** Reading starts over behind the last commit. */
    void rewind() {
        read = committed;
    }

    boolean hasNext() {
        return read < records.size();
    }

    Input next() {
        return new Input(records.get(read), read++);
    }

    /** Everything up to this position, itself included, may be forgotten. */
    void commit(int position) {
        checker.require(position >= committed, "partition " + number + " was committed backwards to " + position);
        for (; committed <= position; committed++) {
            checker.committed(records.get(committed));
        }
    }

    /** Everything up to this position may be forgotten, unless more may be already. */
    void commitAtLeast(int position) {
        if (position >= committed) {
            commit(position);
        }
    }

    boolean isAllCommitted() {
        return committed == records.size();
    }

    int committed() {
        return committed;
    }
}
