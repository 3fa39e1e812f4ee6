package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.sink.SinkEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a sink's history along. It believes nobody: what was published it has from the broker, what was written from
 * the target, and it asks of every acknowledgement whether its record had an end by then.
 */
final class SinkChecker {

    private final World world;
    private final History history;
    private final List<SimRecord> published = new ArrayList<>();
    private final Set<SimRecord> ended = new HashSet<>();
    private final Set<SimRecord> lost = new HashSet<>();
    private final Map<String, Long> lastFirstWrite = new HashMap<>();

    /** Per partition: what the broker skipped, what was reported, what an earlier or this run was given. */
    private final Map<Integer, TreeSet<Long>> skipped = new HashMap<>();

    private final Map<Integer, TreeSet<Long>> mistaken = new HashMap<>();
    private final Map<Integer, TreeSet<Long>> reported = new HashMap<>();
    private final Map<Integer, Map<Long, SimRecord>> given = new HashMap<>();
    private final Map<Integer, Map<Long, SimRecord>> latest = new HashMap<>();
    private final Set<Integer> restarted = new HashSet<>();

    /**
     * Partitions of which the present run has said that offsets restarted; from which offset, until that is checked.
     */
    private final Set<Integer> noticed = new HashSet<>();

    private final Map<Integer, Long> justNoticed = new HashMap<>();

    /** Of the present run: first deliveries whose acknowledgement was not answered, or did not leave. */
    private final Map<Integer, TreeMap<Long, SimRecord>> unanswered = new HashMap<>();

    private final Map<Integer, Long> highest = new HashMap<>();
    private final Map<String, TreeSet<Long>> unsent = new HashMap<>();
    private final Map<Integer, Boolean> needsFirst = new HashMap<>();

    private final int retries;

    SinkChecker(World world, History history, int retries) {
        this.retries = retries;
        this.world = world;
        this.history = history;
    }

    private void violation(String sentence) {
        history.violation(world.now(), sentence);
    }

    void published(SimRecord record) {
        published.add(record);
        history.add(world.now(), "published", record.partition(), record.sequence());
    }

    void skippedByBroker(int partition, long offset, SimRecord record) {
        history.add(world.now(), "skipped by the broker", partition, offset);
        lost.add(record);
        skipped.computeIfAbsent(partition, p -> new TreeSet<>()).add(offset);
    }

    void lostByBroker(SimRecord record) {
        lost.add(record);
    }

    /** From now on what is known by offset is about other records. */
    void offsetsRestart(int partition) {
        history.add(world.now(), "offsets restart", partition, 0);
        restarted.add(partition);
        skipped.remove(partition);
        reported.remove(partition);
        unanswered.remove(partition);
        highest.remove(partition);
        given.remove(partition);
        unsent.keySet().removeIf(lane -> lane.startsWith(partition + "/"));
    }

    /** The engine says that offsets restarted: with what it reports now, nothing hidden below may be missing. */
    void newCountNoticed(int partition, long offset) {
        require(restarted.contains(partition), "offsets of partition " + partition + " are said to have restarted");
        noticed.add(partition);
        justNoticed.put(partition, offset);
        reported.remove(partition);
    }

    boolean isNewCountNoticed(int partition) {
        return noticed.contains(partition);
    }

    /** The engine has said of a delivery all that there was to say. */
    void taken(int partition) {
        Long offset = justNoticed.remove(partition);
        TreeSet<Long> hidden = skipped.get(partition);
        if (offset != null && hidden != null) {
            TreeSet<Long> silent = new TreeSet<>(hidden.headSet(offset));
            silent.removeAll(reported.getOrDefault(partition, new TreeSet<>()));
            require(
                    silent.isEmpty(),
                    "the broker hid " + silent + " of partition " + partition + " in a new count and nobody said so");
        }
    }

    boolean isHighest(int partition, long offset) {
        return highest.getOrDefault(partition, -1L) <= offset;
    }

    /** The process ends before its grace is over: nothing that it took may wait for anything. */
    void drainedEarly() {
        unanswered.forEach((partition, open) -> require(
                open.isEmpty() || restarted.contains(partition),
                "drained early with " + open.keySet() + " of partition " + partition + " unacknowledged"));
    }

    void note(String what, long a, long b) {
        history.add(world.now(), what, a, b);
    }

    void blocked(int partition, long offset) {
        violation("the broker delivered offset " + offset + " of partition " + partition
                + " six times in vain and blocked the subscription");
    }

    void stalledByOrder(int partition, long offset) {
        if (restarted.contains(partition)) {
            return;
        }
        violation("the acknowledgement of the highest offset " + offset + " of partition " + partition
                + " came before lower ones");
    }

    /** An acknowledgement hit another record, as happens after offsets restarted: that one is beyond anybody's help. */
    void acknowledgedForAnother(int partition, long offset, SimRecord record) {
        history.add(world.now(), "acknowledged for another", partition, record.sequence());
        if (!restarted.contains(partition)) {
            violation("an acknowledgement hit " + record + " and was meant for another");
        }
        lost.add(record);
        // It does not come any more: a gap for whoever has not seen it.
        mistaken.computeIfAbsent(partition, p -> new TreeSet<>()).add(offset);
    }

    /** A new process begins, with this mark. */
    void runBegins(int partition, long mark) {
        noticed.remove(partition);
        justNoticed.remove(partition);
        unanswered.remove(partition);
        highest.remove(partition);
        unsent.keySet().removeIf(lane -> lane.startsWith(partition + "/"));
        needsFirst.put(partition, mark == -1);
    }

    /** The engine takes this delivery. */
    void delivered(int partition, long offset, SimRecord record) {
        history.add(world.now(), "delivered", partition, offset);
        if (Boolean.TRUE.equals(needsFirst.put(partition, false))) {
            // Without a mark nobody can know what came before the first delivery.
            TreeSet<Long> unknowable = skipped.get(partition);
            if (unknowable != null) {
                reported.computeIfAbsent(partition, p -> new TreeSet<>()).addAll(unknowable.headSet(offset));
            }
        }
        given.computeIfAbsent(partition, p -> new HashMap<>()).put(offset, record);
        latest.computeIfAbsent(partition, p -> new HashMap<>()).put(offset, record);
        long before = highest.getOrDefault(partition, -1L);
        if (offset > before) {
            highest.put(partition, offset);
            unanswered.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, record);
            unsent.computeIfAbsent(record.lane(), lane -> new TreeSet<>()).add(record.sequence());
        }
    }

    void written(SimRecord record) {
        history.add(world.now(), "written", record.partition(), record.sequence());
        // A record that an earlier life ended otherwise has had its turn.
        if (ended.add(record)) {
            Long last = lastFirstWrite.put(record.lane(), record.sequence());
            if (last != null && last > record.sequence()) {
                violation("lane " + record.lane() + ": " + record.sequence() + " was first written after " + last);
            }
        }
    }

    void deadLettered(SimRecord record) {
        history.add(world.now(), "dead-lettered", record.partition(), record.sequence());
        ended.add(record);
        if (record.fate() == Fate.GOOD || (record.fate() == Fate.FLAKY && retries > 0)) {
            violation(record + " was dead-lettered and could have been written");
        }
    }

    void skippedByPolicy(int partition, long offset) {
        SimRecord record = latest.getOrDefault(partition, Map.of()).get(offset);
        if (record != null) {
            history.add(world.now(), "skipped by policy", partition, offset);
            ended.add(record);
        }
    }

    /** The engine sends an acknowledgement. */
    void acknowledging(int partition, long offset, SimRecord record) {
        history.add(world.now(), "acknowledging", partition, offset);
        if (!ended.contains(record)) {
            violation("acknowledged before it had an end: " + record);
        }
        TreeMap<Long, SimRecord> open = unanswered.getOrDefault(partition, new TreeMap<>());
        boolean isHighest = highest.getOrDefault(partition, -1L) == offset && record.equals(open.get(offset));
        // Whether offsets restarted is noticed with the first offset that is known to have held another record.
        if (isHighest && !restarted.contains(partition) && open.firstKey() != offset) {
            violation("the highest offset " + offset + " of partition " + partition
                    + " was acknowledged while the answer for " + open.firstKey() + " was open");
        }
        TreeSet<Long> lane = unsent.getOrDefault(record.lane(), new TreeSet<>());
        if (!restarted.contains(partition) && lane.contains(record.sequence()) && lane.first() < record.sequence()) {
            violation("lane " + record.lane() + ": " + record.sequence() + " was acknowledged before " + lane.first());
        }
        lane.remove(record.sequence());
    }

    void ackAnswered(int partition, long offset, SimRecord record) {
        TreeMap<Long, SimRecord> open = unanswered.get(partition);
        if (open != null) {
            open.remove(offset, record);
        }
    }

    void gap(SinkEvent.Gap gap, boolean hasOddTime) {
        history.add(world.now(), gap.isCertain() ? "gap" : "possible gap", gap.from(), gap.to());
        int partition = gap.partition();
        if (restarted.contains(partition) && !noticed.contains(partition)) {
            return;
        }
        // A gap is certain after a time; a clock that is wrong about the time is wrong about that.
        boolean isCertain = gap.isCertain() && !hasOddTime;
        for (long offset = gap.from(); offset <= gap.to(); offset++) {
            boolean wasGiven = given.getOrDefault(partition, Map.of()).containsKey(offset);
            boolean wasSkipped =
                    skipped.getOrDefault(partition, new TreeSet<>()).contains(offset);
            boolean wasMistaken =
                    mistaken.getOrDefault(partition, new TreeSet<>()).contains(offset);
            if (!wasSkipped && !wasMistaken && (isCertain || !wasGiven)) {
                violation("offset " + offset + " of partition " + partition + " was reported as a gap and was none");
            }
            reported.computeIfAbsent(partition, p -> new TreeSet<>()).add(offset);
        }
    }

    /** The position store keeps this mark: everything up to it must have an end. */
    void marked(int partition, long mark) {
        if (mark < 0 || restarted.contains(partition)) {
            return;
        }
        long offset = 0;
        for (SimRecord record : published) {
            if (record.partition() == partition
                    && offset++ <= mark
                    && !ended.contains(record)
                    && !lost.contains(record)) {
                violation("the mark of partition " + partition + " passed " + record);
                return;
            }
        }
    }

    /** The faults are long over. */
    void end(List<ModelSubscription> subscriptions) {
        for (SimRecord record : published) {
            if (!ended.contains(record) && !lost.contains(record)) {
                violation("never ended: " + record);
            }
        }
        for (int i = 0; i < subscriptions.size(); i++) {
            int partition = i;
            subscriptions
                    .get(i)
                    .forEachOpen(offset -> violation("offset " + offset + " of partition " + partition
                            + " is still unacknowledged at the broker"));
        }
        skipped.forEach((partition, offsets) -> {
            TreeSet<Long> silent = new TreeSet<>(offsets);
            silent.removeAll(reported.getOrDefault(partition, new TreeSet<>()));
            if (!silent.isEmpty() && !restarted.contains(partition)) {
                violation("the broker skipped " + silent + " of partition " + partition + " and nobody said so");
            }
        });
    }

    void require(boolean holds, String sentence) {
        if (!holds) {
            violation(sentence);
        }
    }
}
