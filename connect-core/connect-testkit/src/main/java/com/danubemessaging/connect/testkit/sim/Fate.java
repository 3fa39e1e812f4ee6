package com.danubemessaging.connect.testkit.sim;

import java.util.List;
import java.util.Random;

/** What the target makes of a record, whenever it is tried. */
enum Fate {
    /** Written. */
    GOOD,
    /** Fails a few times, then is written. */
    FLAKY,
    /** Fails every time, for a reason that seems to pass. */
    HOPELESS,
    /** Refused as invalid. */
    INVALID,
    /** Makes every batch fail as a whole. */
    POISON;

    private static final List<Fate> TROUBLED = List.of(FLAKY, HOPELESS, INVALID, POISON);

    static Fate troubled(Random random) {
        return TROUBLED.get(random.nextInt(TROUBLED.size()));
    }
}
