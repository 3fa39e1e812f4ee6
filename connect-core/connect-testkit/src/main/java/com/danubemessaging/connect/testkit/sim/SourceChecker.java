package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.source.Settlement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a source's history along: what the broker stored it has from the broker, what is committed from the origin. */
final class SourceChecker {

    private final World world;
    private final History history;
    private final Set<SimRecord> ended = new HashSet<>();
    private final Set<SimRecord> settled = new HashSet<>();
    private final Set<SimRecord> withdrawn = new HashSet<>();
    private final Map<String, Long> lastFirstStored = new HashMap<>();

    SourceChecker(World world, History history) {
        this.world = world;
        this.history = history;
    }

    private void violation(String sentence) {
        history.violation(world.now(), sentence);
    }

    /** The broker stored it. */
    void stored(SimRecord record, boolean isOrdered) {
        history.add(world.now(), "stored", record.partition(), record.sequence());
        // A record that its origin withdrew comes again behind others that it did not wait for.
        if (ended.add(record) && isOrdered && !withdrawn.contains(record)) {
            Long last = lastFirstStored.put(record.lane(), record.sequence());
            if (last != null && last > record.sequence()) {
                violation("lane " + record.lane() + ": " + record.sequence() + " was first stored after " + last);
            }
        }
    }

    void deadLettered(SimRecord record) {
        history.add(world.now(), "dead-lettered", record.partition(), record.sequence());
        ended.add(record);
        require(record.fate() == Fate.INVALID, record + " was dead-lettered and could have been published");
    }

    void skipped(SimRecord record) {
        ended.add(record);
    }

    /** A process hands its records over anew. */
    void runBegins() {
        settled.clear();
    }

    void settled(SimRecord record, Settlement settlement, boolean hasDeadline, boolean isStopping) {
        history.add(world.now(), "settled: " + settlement, record.partition(), record.sequence());
        require(settled.add(record), "settled twice: " + record);
        if (settlement == Settlement.SKIPPED) {
            skipped(record);
        }
        boolean isGivenUp = settlement == Settlement.WITHDRAWN || settlement == Settlement.UNKNOWN;
        if (isGivenUp && hasDeadline) {
            withdrawn.add(record);
        }
        require(isGivenUp || ended.contains(record), settlement + " without an end: " + record);
        require(
                !isGivenUp || hasDeadline || isStopping,
                settlement + " without a deadline, a stop or a full queue: " + record);
    }

    void committed(SimRecord record) {
        history.add(world.now(), "committed", record.partition(), record.sequence());
        require(ended.contains(record), "committed before it had an end: " + record);
    }

    void require(boolean holds, String sentence) {
        if (!holds) {
            violation(sentence);
        }
    }
}
