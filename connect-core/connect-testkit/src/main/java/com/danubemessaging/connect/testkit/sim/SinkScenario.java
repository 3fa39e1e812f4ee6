package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import java.util.Random;

/**
 * What one sink history is about, drawn from its seed.
 *
 * @param partitions partitions read
 * @param window unacknowledged deliveries that the broker allows per partition
 * @param keys different keys; 0 for records without keys
 * @param records records published in all
 * @param faultsUntil no fault begins after this time
 * @param skipsBeyond the broker skips unread records beyond so many (H4); 0 for never
 * @param swallowsWhenClosed the broker ignores acknowledgements of records that wait for redelivery
 * @param acksNeedStream acknowledgements cannot leave while the stream is closed
 * @param losesData the broker's offsets start again once (H2)
 * @param troubled share of records that are not good
 * @param options of the engine
 */
record SinkScenario(
        int partitions,
        int window,
        int keys,
        int records,
        long faultsUntil,
        int skipsBeyond,
        boolean swallowsWhenClosed,
        boolean acksNeedStream,
        boolean losesData,
        double troubled,
        SinkOptions options) {

    static SinkScenario draw(Random random) {
        int partitions = 1 + random.nextInt(3);
        int window = 1 + random.nextInt(random.nextBoolean() ? 10 : 60);
        // At least half of the windows: below that no engine can read what the broker sends.
        int halfWindows = (partitions * window + 1) / 2;
        int heldRecords = halfWindows + random.nextInt(random.nextInt(4) == 0 ? 5 : 200);
        SinkOptions.InvalidPolicy policy =
                random.nextInt(4) == 0 ? SinkOptions.InvalidPolicy.SKIP : SinkOptions.InvalidPolicy.DEAD_LETTER;
        SinkOptions options = new SinkOptions(
                1 + random.nextInt(3),
                1 + random.nextInt(40),
                200 + random.nextInt(4000),
                random.nextInt(3) == 0 ? random.nextInt(1000) : 0,
                20,
                random.nextInt(4),
                new Backoff(200 + random.nextInt(1000), 30_000),
                new Backoff(250, 1000),
                new Backoff(100, 1000),
                policy,
                SinkOptions.GapPolicy.WARN,
                heldRecords,
                30_000 + halfWindows * 300L + random.nextInt(20_000),
                1000,
                20_000,
                10_000,
                60_000,
                40_000,
                10_000,
                1000);
        return new SinkScenario(
                partitions,
                window,
                random.nextInt(6),
                10 + random.nextInt(150),
                20_000 + random.nextInt(100_000),
                random.nextInt(4) == 0 ? window + 5 + random.nextInt(30) : 0,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                random.nextInt(3) == 0 ? 0.2 : 0.03,
                options);
    }
}
