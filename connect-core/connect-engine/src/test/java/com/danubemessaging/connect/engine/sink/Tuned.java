package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.Backoff;

/** The options of {@link SinkRig}, with some of them changed. */
final class Tuned {

    int tasks = 1;
    int batchRecords = 100;
    long batchBytes = 1 << 20;
    long linger;
    int maxRetries = 2;
    Backoff probeBackoff = new Backoff(250, 1000);
    Backoff ackBackoff = new Backoff(100, 100);
    SinkOptions.InvalidPolicy invalidPolicy = SinkOptions.InvalidPolicy.DEAD_LETTER;
    int heldRecords = 1000;
    long heldBytes = 1 << 20;

    SinkOptions build() {
        return new SinkOptions(
                tasks,
                batchRecords,
                batchBytes,
                linger,
                linger,
                maxRetries,
                new Backoff(1000, 1000),
                probeBackoff,
                ackBackoff,
                invalidPolicy,
                SinkOptions.GapPolicy.WARN,
                heldRecords,
                heldBytes,
                1000,
                20_000,
                10_000,
                60_000,
                300_000,
                10_000,
                0);
    }

    /** A rig with one partition. */
    SinkRig rig() {
        return new SinkRig(build()).withPartition();
    }
}
