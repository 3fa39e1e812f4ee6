package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.source.SourceOptions;
import java.util.Random;

/**
 * What one source history is about, drawn from its seed.
 *
 * @param topics topics published to
 * @param partitions source partitions
 * @param keys different keys; 0 for records without order
 * @param records records that the origin has
 * @param faultsUntil no fault begins after this time
 * @param rate most publishes per second and topic, 0 for no limit
 * @param deadlines share of records that are withdrawn after a while
 * @param troubled share of records that cannot be published
 * @param options of the engine
 */
record SourceScenario(
        int topics,
        int partitions,
        int keys,
        int records,
        long faultsUntil,
        long rate,
        double deadlines,
        double troubled,
        SourceOptions options) {

    static SourceScenario draw(Random random) {
        SourceOptions options = new SourceOptions(
                1 + random.nextInt(random.nextBoolean() ? 5 : 100),
                300 + random.nextInt(20_000),
                random.nextInt(50),
                1 + random.nextInt(20),
                new Backoff(100, 1000),
                random.nextInt(4) == 0 ? SourceOptions.InvalidPolicy.SKIP : SourceOptions.InvalidPolicy.DEAD_LETTER);
        return new SourceScenario(
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                random.nextInt(6),
                10 + random.nextInt(150),
                10_000 + random.nextInt(60_000),
                random.nextInt(3) == 0 ? 5 + random.nextInt(100) : 0,
                random.nextInt(3) == 0 ? 0.3 : 0,
                random.nextInt(3) == 0 ? 0.2 : 0.02,
                options);
    }
}
