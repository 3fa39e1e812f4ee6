package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.Backoff;
import com.danubemessaging.connect.engine.sink.SinkMove.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A history played from a script: one partition of a small broker that pauses, closes and redelivers as it is told, and
 * tasks, acknowledgements and dead letters that answer in any order and with any legal answer. A move that makes no
 * sense when its turn comes does nothing, so every script can be played and shrunk. Record {@code n} is "key:n".
 *
 * <p>It also keeps what an observer knows without looking into the engine: which records came, are at a task, have
 * ended, and wait for the answer to their acknowledgement.
 */
class SinkHistory extends SinkRig {

    /** Most records that {@link Kind#ARRIVE} brings at once. */
    static final int BURST = 4;

    private static final @Nullable String[] KEYS = {"k0", "k1", "k2", null};

    private record Letter(Delivery<String> delivery, GiveUp reason) {}

    /** Batches that have not come back. */
    final List<Handed> atTasks = new ArrayList<>();

    /** All records that ever came, with their offsets. */
    final Map<String, Long> came = new LinkedHashMap<>();

    /** Offsets the engine holds: those that came and whose acknowledgement was not taken. */
    final TreeSet<Long> held = new TreeSet<>();

    /** How often each record was reported as DONE or stored as a dead letter. */
    final Map<String, Integer> ended = new LinkedHashMap<>();

    private final List<Letter> letters = new ArrayList<>();
    private final Set<Long> takenByBroker = new HashSet<>();
    private final List<String> toRedeliver = new ArrayList<>();
    private long nextOffset = 1;
    boolean isClosed;
    boolean isPaused;

    SinkHistory(SinkOptions options) {
        super(options);
        engine.addPartition(PartitionOptions.exclusive(0));
    }

    /** Credit that nothing in a script uses up, two tasks. */
    static SinkOptions roomy() {
        return options(10_000, 1 << 20, 2, 5);
    }

    /** Two retries; calls may take for ever. */
    static SinkOptions options(int heldRecords, long heldBytes, int tasks, int batchRecords) {
        return new SinkOptions(
                tasks,
                batchRecords,
                1 << 20,
                0,
                20,
                2,
                new Backoff(1000, 1000),
                new Backoff(250, 1000),
                new Backoff(100, 100),
                SinkOptions.InvalidPolicy.DEAD_LETTER,
                SinkOptions.GapPolicy.WARN,
                heldRecords,
                heldBytes,
                1000,
                20_000,
                10_000,
                60_000,
                Long.MAX_VALUE / 4,
                10_000,
                0);
    }

    /** Overridden by properties that hold after every move. */
    void check() {}

    SinkHistory play(List<SinkMove> script) {
        for (SinkMove move : script) {
            play(move);
            check();
        }
        return this;
    }

    private void play(SinkMove move) {
        switch (move.kind()) {
            case ARRIVE -> bringBurst(move.pick(), 1 + move.detail() % BURST);
            case COPY -> bringCopy(move.detail());
            case RETURN -> {
                if (!atTasks.isEmpty()) {
                    bringBack(atTasks.remove(move.pick() % atTasks.size()), move.detail());
                }
            }
            case FAIL -> {
                if (!atTasks.isEmpty()) {
                    Handed batch = atTasks.remove(move.pick() % atTasks.size());
                    BatchFailure failure =
                            move.detail() % 2 == 0 ? BatchFailure.TARGET_DOWN : BatchFailure.SUSPECT_RECORD;
                    engine.batchFailed(batch.task(), batch.batchId(), failure, null, now);
                }
            }
            case ACK_TAKEN, ACK_FAILED -> {
                if (!acks.isEmpty()) {
                    answerAck(
                            acks.remove(move.pick() % acks.size()),
                            move.kind() == Kind.ACK_TAKEN ? AckAnswer.OK : AckAnswer.FAILED);
                }
            }
            case LETTER_STORED, LETTER_FAILED -> {
                if (!letters.isEmpty()) {
                    answerLetter(letters.remove(move.pick() % letters.size()), move.kind() == Kind.LETTER_STORED);
                }
            }
            case PASS -> pass(move.pick() == 7 ? 15_000 + move.detail() : 1 + move.detail() % 2000);
        }
    }

    private void bringBurst(int pick, int count) {
        if (isClosed || isPaused) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (toRedeliver.isEmpty()) {
                @Nullable String key = KEYS[(pick + i) % KEYS.length];
                came.put(key + ":" + nextOffset, nextOffset);
                bring(key + ":" + nextOffset++);
            } else {
                bring(toRedeliver.remove(0));
            }
        }
        engine.flush(now);
    }

    private void bringCopy(int which) {
        if (!isClosed && !isPaused && !came.isEmpty()) {
            bring(List.copyOf(came.keySet()).get(which % came.size()));
            engine.flush(now);
        }
    }

    private void bring(String record) {
        long offset = came.getOrDefault(record, 0L);
        String lane = laneOf(record);
        @Nullable String key = "null".equals(lane) ? null : lane;
        // Held from this moment: the engine may free an older one inside this call.
        boolean isNew = held.add(offset);
        long ignored = engine.counters().ignored();
        engine.arrived(0, key, offset, identity(key, offset), bytesOf(offset), record, now);
        if (isNew && engine.counters().ignored() > ignored) {
            held.remove(offset);
        }
    }

    private void bringBack(Handed batch, int detail) {
        Outcome[] outcomes = new Outcome[batch.records().size()];
        Set<String> stopped = new HashSet<>();
        int rest = detail;
        for (int i = 0; i < outcomes.length; i++, rest /= 5) {
            outcomes[i] = stopped.contains(laneOf(batch.records().get(i))) ? Outcome.NOT_ATTEMPTED : outcome(rest % 5);
            if (outcomes[i] == Outcome.RETRY || outcomes[i] == Outcome.NOT_ATTEMPTED) {
                stopped.add(laneOf(batch.records().get(i)));
            }
        }
        bringBack(batch, outcomes);
    }

    void bringBack(Handed batch, Outcome... outcomes) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == Outcome.DONE) {
                ended.merge(batch.records().get(i), 1, Integer::sum);
            }
        }
        engine.batchReturned(batch.task(), batch.batchId(), outcomes(outcomes), now);
    }

    private static Outcome outcome(int digit) {
        return switch (digit) {
            case 1 -> Outcome.RETRY;
            case 2 -> Outcome.INVALID;
            case 3 -> Outcome.NOT_ATTEMPTED;
            default -> Outcome.DONE;
        };
    }

    /** The engine gives an entry up inside this call, unless it asks for one more acknowledgement of it. */
    void answerAck(Delivery<String> delivery, AckAnswer answer) {
        if (answer == AckAnswer.OK) {
            takenByBroker.add(delivery.offset());
            held.remove(delivery.offset());
        }
        engine.ackAnswered(delivery, answer, now);
        if (acks.contains(delivery)) {
            held.add(delivery.offset());
        }
    }

    private void answerLetter(Letter letter, boolean isStored) {
        if (isStored) {
            ended.merge(letter.delivery.record(), 1, Integer::sum);
            engine.deadLetterStored(letter.delivery, now);
        } else {
            engine.deadLetterFailed(letter.delivery, false, "away", letter.reason, null, now);
        }
    }

    /** From now on everything goes well, until nothing is held and the stream is open. */
    SinkHistory finish() {
        for (int round = 0; engine.heldRecords() > 0 || isClosed; round++) {
            assertThat(round).as("rounds until nothing is held").isLessThan(300);
            goWell();
            check();
        }
        return this;
    }

    /** Half a second in which everything that is asked for succeeds. */
    void goWell() {
        for (Handed batch : List.copyOf(atTasks)) {
            atTasks.remove(batch);
            bringBack(batch, 0);
        }
        while (!letters.isEmpty()) {
            answerLetter(letters.remove(0), true);
        }
        while (!acks.isEmpty()) {
            answerAck(acks.remove(0), AckAnswer.OK);
        }
        while (!isClosed && !isPaused && !toRedeliver.isEmpty()) {
            bringBurst(0, 1);
        }
        pass(500);
    }

    static String laneOf(String record) {
        return record.substring(0, record.indexOf(':'));
    }

    static long offsetOf(String record) {
        return Long.parseLong(record.substring(record.indexOf(':') + 1));
    }

    static int bytesOf(long offset) {
        return (int) (1 + offset * 7 % 20);
    }

    /** Records that came and have not ended. */
    List<String> unfinished() {
        return came.keySet().stream().filter(r -> !ended.containsKey(r)).toList();
    }

    @Override
    public void deliver(int task, long batchId, int subscription, List<String> records) {
        super.deliver(task, batchId, subscription, records);
        atTasks.add(lastBatch());
    }

    @Override
    public void deadLetter(Delivery<String> delivery, GiveUp reason, @Nullable Throwable cause) {
        super.deadLetter(delivery, reason, cause);
        letters.add(new Letter(delivery, reason));
    }

    @Override
    public void pause(int partition) {
        super.pause(partition);
        isPaused = true;
    }

    @Override
    public void resume(int partition) {
        super.resume(partition);
        isPaused = false;
    }

    @Override
    public void closeStream(int partition) {
        super.closeStream(partition);
        isClosed = true;
        toRedeliver.clear();
    }

    @Override
    public void openStream(int partition) {
        super.openStream(partition);
        isClosed = false;
        isPaused = false;
        came.forEach((record, offset) -> {
            if (!takenByBroker.contains(offset)) {
                toRedeliver.add(record);
            }
        });
    }
}
