package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.EmitOutcome;
import java.util.List;

/** How the records of one request ended, counted. */
record Outcome(int published, int deadLettered, int skipped, int open) {

    static Outcome of(List<EmitOutcome> outcomes) {
        int published = 0;
        int deadLettered = 0;
        int skipped = 0;
        for (EmitOutcome outcome : outcomes) {
            switch (outcome) {
                case PUBLISHED -> published++;
                case DEAD_LETTERED -> deadLettered++;
                case SKIPPED -> skipped++;
                case WITHDRAWN, UNKNOWN -> {
                    // Counted as the rest.
                }
            }
        }
        return new Outcome(published, deadLettered, skipped, outcomes.size() - published - deadLettered - skipped);
    }

    int records() {
        return published + deadLettered + skipped + open;
    }

    /** Whether the sender may forget the event. */
    boolean isSettled() {
        return open == 0;
    }
}
