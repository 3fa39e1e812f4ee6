package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.sink.BatchFailure;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.Outcome;
import com.danubemessaging.connect.engine.sink.Outcomes;
import com.danubemessaging.connect.engine.sink.PartitionOptions;
import com.danubemessaging.connect.engine.sink.Readers;
import com.danubemessaging.connect.engine.sink.SinkCounters;
import com.danubemessaging.connect.engine.sink.SinkEngine;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.engine.sink.SinkPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One life of a sink process: an engine and the shell that carries out its actions in the simulated world. */
final class SinkProcess implements SinkPort<SimRecord> {

    /**
     * What the position store keeps of a partition.
     *
     * @param mark highest contiguously acknowledged offset, or -1
     * @param seen highest offset that any life may have been given, or -1 if a life did not come to say so
     */
    record Position(long mark, long seen) {

        /** Of a subscription that nobody has read. */
        static final Position FRESH = new Position(-1, 0);
    }

    private final World world;
    private final SinkScenario scenario;
    private final SinkChecker checker;
    private final History history;
    private final Mutant mutant;
    private final ModelTarget target;
    private final SimulatedNetwork network;
    private final List<SinkStream> streams = new ArrayList<>();
    private final SinkEngine<SimRecord> engine;
    private final Runnable ended;
    private final Map<Integer, ModelTarget.Call> calls = new HashMap<>();
    private final Map<Integer, List<SimRecord>> inBatch = new HashMap<>();
    private final Set<Delivery<SimRecord>> acknowledging = new HashSet<>();
    private final Set<Integer> taken = new HashSet<>();
    private final ProcessLife life;
    private boolean isDraining;
    private long graceEnd;
    private boolean isFlushing;
    private long wakeTime = Long.MAX_VALUE;
    private long arrivals;

    /**
     * Begins a life.
     *
     * @param positions one per partition, as an earlier life stored them
     * @param ended runs when the process has ended by itself
     */
    SinkProcess(
            World world,
            SinkScenario scenario,
            SinkChecker checker,
            History history,
            Mutant mutant,
            ModelTarget target,
            SimulatedNetwork network,
            List<ModelSubscription> subscriptions,
            List<Position> positions,
            Runnable ended) {
        this.world = world;
        this.scenario = scenario;
        this.checker = checker;
        this.history = history;
        this.mutant = mutant;
        this.target = target;
        this.network = network;
        this.ended = ended;
        this.life = new ProcessLife(world);
        this.engine = new SinkEngine<>(scenario.options(), this, new Random(world.random.nextLong()));
        for (int i = 0; i < subscriptions.size(); i++) {
            Position position = positions.get(i);
            engine.addPartition(new PartitionOptions(i % 2, Readers.ONE, true, position.mark, position.seen));
            checker.runBegins(i, position.mark);
            SinkStream stream = new SinkStream(world, life, subscriptions.get(i), this::arrived, listener(i));
            streams.add(stream);
            stream.open();
        }
    }

    private SinkStream.StreamListener listener(int partition) {
        return new SinkStream.StreamListener() {
            @Override
            public void ended() {
                engine.streamEnded(partition, life.now());
            }

            @Override
            public void opened(boolean isSameConsumer) {
                engine.streamOpened(partition, isSameConsumer || mutant == Mutant.MISTAKES_MOVES_FOR_TAKINGS);
            }
        };
    }

    private void arrived(int partition, long offset, SimRecord record) {
        if (!isDraining) {
            checker.delivered(partition, offset, record);
        }
        arrivals++;
        engine.arrived(partition, record.key(), offset, record.identity(), record.bytes(), record, life.now());
        checker.taken(partition);
        if (mutant == Mutant.ACKNOWLEDGES_ON_ARRIVAL) {
            checker.acknowledging(partition, offset, record);
            streams.get(partition).subscription().acknowledge(offset, record);
        }
        // What is in transit when a stream pauses still arrives: at most a window of each partition.
        int most = 2 * scenario.options().heldRecords() + scenario.partitions() * scenario.window();
        checker.require(engine.heldRecords() <= most, "held " + engine.heldRecords() + " records, over the credit");
        if (!isFlushing) {
            isFlushing = true;
            life.later(0, () -> {
                isFlushing = false;
                engine.flush(life.now());
            });
        }
    }

    @Override
    public void deliver(int task, long batchId, int subscription, List<SimRecord> records) {
        if (!life.step()) {
            return;
        }
        history.add(world.now(), "batch to a task", task, records.size());
        checkBatch(task, subscription, records);
        if (mutant == Mutant.CLAIMS_WRITES && world.chance(0.1)) {
            Outcome[] claimed = new Outcome[records.size()];
            Arrays.fill(claimed, Outcome.DONE);
            life.later(1, () -> returned(task, batchId, claimed));
            return;
        }
        boolean isReversed = mutant == Mutant.REVERSES_BATCHES;
        List<SimRecord> batch = new ArrayList<>(records);
        if (isReversed) {
            Collections.reverse(batch);
        }
        calls.put(task, target.call(batch, new ModelTarget.Caller() {
            @Override
            public void returned(Outcome[] outcomes) {
                if (isReversed) {
                    Collections.reverse(Arrays.asList(outcomes));
                }
                life.run(() -> SinkProcess.this.returned(task, batchId, outcomes));
            }

            @Override
            public void failed(BatchFailure failure) {
                life.run(() -> SinkProcess.this.failed(task, batchId, failure));
            }
        }));
    }

    private void returned(int task, long batchId, Outcome[] outcomes) {
        free(task);
        history.add(world.now(), "batch returned", task, outcomes.length);
        engine.batchReturned(task, batchId, outcomes(outcomes), life.now());
        if (life.isAlive() && world.chance(0.01)) {
            // Messages that nobody waits for any more are told apart by their batch's number.
            history.add(world.now(), "unknown batch returned", task, outcomes.length);
            engine.batchReturned(task, batchId, outcomes(outcomes), life.now());
            engine.batchFailed(task, batchId + 1_000_000, BatchFailure.FATAL, null, life.now());
        }
    }

    private void failed(int task, long batchId, BatchFailure failure) {
        List<SimRecord> batch = inBatch.getOrDefault(task, List.of());
        free(task);
        history.add(world.now(), "batch failed: " + failure, task, batchId);
        if (mutant == Mutant.DROPS_FAILED_BATCHES) {
            Outcome[] dropped = new Outcome[batch.size()];
            Arrays.fill(dropped, Outcome.DONE);
            engine.batchReturned(task, batchId, outcomes(dropped), life.now());
        } else if (mutant != Mutant.FORGETS_FAILED_BATCHES) {
            engine.batchFailed(task, batchId, failure, null, life.now());
        }
    }

    private void checkBatch(int task, int subscription, List<SimRecord> records) {
        checker.require(
                !records.isEmpty() && records.size() <= scenario.options().batchRecords(),
                "a batch of " + records.size() + " records");
        long bytes = records.stream().mapToLong(SimRecord::bytes).sum();
        checker.require(
                records.size() == 1 || bytes <= scenario.options().batchBytes(), "a batch of " + bytes + " bytes");
        checker.require(!inBatch.containsKey(task), "task " + task + " got a batch while it had one");
        for (SimRecord record : records) {
            checker.require(record.partition() % 2 == subscription, "a batch mixes subscriptions");
            for (List<SimRecord> others : inBatch.values()) {
                checker.require(
                        others.stream().noneMatch(other -> other.lane().equals(record.lane())),
                        "lane " + record.lane() + " is in two batches at once");
            }
        }
        inBatch.put(task, List.copyOf(records));
    }

    private void free(int task) {
        inBatch.remove(task);
        calls.remove(task);
    }

    private static Outcomes outcomes(Outcome[] outcomes) {
        return new Outcomes() {
            @Override
            public int size() {
                return outcomes.length;
            }

            @Override
            public Outcome status(int index) {
                return outcomes[index];
            }

            @Override
            public @Nullable Throwable cause(int index) {
                return null;
            }
        };
    }

    @Override
    public void interrupt(int task, long batchId) {
        if (!life.step()) {
            return;
        }
        history.add(world.now(), "call interrupted", task, batchId);
        ModelTarget.Call call = calls.get(task);
        if (call != null) {
            call.interrupt();
        }
    }

    @Override
    public void ack(Delivery<SimRecord> delivery) {
        if (!life.step()) {
            return;
        }
        int partition = delivery.partition();
        SimRecord record = delivery.record();
        long offset = delivery.offset();
        checker.acknowledging(partition, offset, record);
        checker.require(acknowledging.add(delivery), "acknowledged twice at a time: " + record);
        SinkStream stream = streams.get(partition);
        if (scenario.acksNeedStream() && !stream.isWanted()) {
            life.later(1, () -> answer(delivery, AckAnswer.FAILED));
            return;
        }
        if (mutant == Mutant.ACKNOWLEDGES_HIGHEST_FIRST && !checker.isHighest(partition, offset)) {
            // Answered here, so that the engine lets the highest go, and sent once that one has gone.
            life.later(1, () -> answer(delivery, AckAnswer.OK));
            life.later(5000, () -> stream.subscription().acknowledge(offset, record));
            return;
        }
        boolean isLost = mutant == Mutant.LOSES_ACKNOWLEDGEMENTS && world.chance(0.2);
        // What the broker said, once it has said something.
        boolean[] isUnknown = new boolean[1];
        network.call(
                () -> {
                    if (!isLost) {
                        isUnknown[0] = !stream.subscription().acknowledge(offset, record);
                    }
                },
                () -> life.run(() -> answer(delivery, isUnknown[0] ? AckAnswer.UNKNOWN : AckAnswer.OK)),
                () -> life.run(() -> answer(delivery, AckAnswer.FAILED)));
    }

    private void answer(Delivery<SimRecord> delivery, AckAnswer answer) {
        acknowledging.remove(delivery);
        if (answer != AckAnswer.FAILED) {
            checker.ackAnswered(delivery.partition(), delivery.offset(), delivery.record());
        }
        engine.ackAnswered(delivery, answer, life.now());
    }

    @Override
    public void deadLetter(Delivery<SimRecord> delivery, GiveUp reason, @Nullable Throwable cause) {
        if (!life.step()) {
            return;
        }
        network.call(
                () -> checker.deadLettered(delivery.record()),
                () -> life.run(() -> engine.deadLetterStored(delivery, life.now())),
                () -> life.run(() -> {
                    history.add(world.now(), "dead letter failed", delivery.partition(), delivery.offset());
                    if (mutant == Mutant.BELIEVES_FAILED_DEAD_LETTERS) {
                        engine.deadLetterStored(delivery, life.now());
                        return;
                    }
                    engine.deadLetterFailed(
                            delivery, false, "the dead letter topic is away", reason, cause, life.now());
                }));
    }

    @Override
    public void pause(int partition) {
        if (life.step()) {
            streams.get(partition).pause();
        }
    }

    @Override
    public void resume(int partition) {
        if (life.step()) {
            streams.get(partition).resume();
        }
    }

    @Override
    public void closeStream(int partition) {
        if (!life.step()) {
            return;
        }
        checker.require(streams.get(partition).isWanted(), "a closed stream was closed");
        streams.get(partition).close();
    }

    @Override
    public void openStream(int partition) {
        if (!life.step()) {
            return;
        }
        checker.require(!streams.get(partition).isWanted(), "an open stream was opened");
        streams.get(partition).open();
    }

    @Override
    public void wakeAt(long timeMillis) {
        if (timeMillis < wakeTime) {
            wakeTime = timeMillis;
            life.at(timeMillis, () -> wake(timeMillis));
        }
    }

    private void wake(long timeMillis) {
        if (wakeTime == timeMillis) {
            wakeTime = Long.MAX_VALUE;
            engine.onTimer(life.now());
        }
    }

    @Override
    public void report(SinkEvent event) {
        if (!life.isAlive()) {
            return;
        }
        if (event instanceof SinkEvent.Gap gap) {
            boolean isHidden = mutant == Mutant.HIDES_GAPS
                    || (mutant == Mutant.HIDES_GAPS_OF_A_NEW_COUNT && checker.isNewCountNoticed(gap.partition()));
            if (!isHidden) {
                checker.gap(gap, life.hasOddTime());
            }
        } else if (event instanceof SinkEvent.Skipped skipped) {
            checker.skippedByPolicy(skipped.partition(), skipped.offset());
        } else {
            history.add(world.now(), event.toString(), 0, 0);
            if (event instanceof SinkEvent.NewEpoch epoch) {
                checker.newCountNoticed(epoch.partition(), epoch.offset());
            }
            if (event instanceof SinkEvent.Takeover takeover) {
                checker.require(
                        taken.contains(takeover.partition()),
                        "gave way to another consumer of partition " + takeover.partition() + ", and there was none");
            }
            checker.require(
                    !(event instanceof SinkEvent.OrderViolation) || mutant != Mutant.NONE,
                    "an order violation was reported of a connector that keeps order");
        }
    }

    @Override
    public void drained(int unacknowledged) {
        if (!life.step()) {
            return;
        }
        history.add(world.now(), "drained", unacknowledged, 0);
        if (unacknowledged == 0) {
            checkCounters();
        }
        if (life.now() < graceEnd) {
            checker.drainedEarly();
        }
        end();
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        if (!life.step()) {
            return;
        }
        history.add(world.now(), "stopped: " + reason, 0, 0);
        boolean isExpected = reason == SinkEvent.StopReason.FATAL
                || (reason == SinkEvent.StopReason.STUCK_CALL && (!calls.isEmpty() || life.hasOddTime()));
        checker.require(isExpected, "stopped for " + reason + ": " + detail);
        end();
    }

    private void checkCounters() {
        SinkCounters c = engine.counters();
        long sum = c.duplicates() + c.ignored() + c.reacknowledged() + c.written() + c.deadLettered() + c.skipped();
        checker.require(c.received() == arrivals, "received is " + c.received() + " of " + arrivals);
        checker.require(c.received() == sum, "the counters do not add up: " + c);
        checker.require(engine.heldBytes() == 0, "holds " + engine.heldBytes() + " bytes of nothing");
    }

    private void end() {
        crash();
        ended.run();
    }

    /** The process is killed. */
    void crash() {
        life.end();
        calls.values().forEach(ModelTarget.Call::abandon);
        streams.forEach(SinkStream::close);
    }

    void drain(long graceMillis) {
        life.run(() -> {
            if (isDraining) {
                return;
            }
            isDraining = true;
            graceEnd = life.now() + graceMillis;
            if (mutant == Mutant.STOPS_WITHOUT_WAITING) {
                drained(0);
            } else {
                engine.drain(life.now(), graceMillis);
            }
        });
    }

    /** A stream ends without being asked to. */
    void cutStream(int partition, SinkStream.End end) {
        if (end == SinkStream.End.TAKEN) {
            taken.add(partition);
        }
        streams.get(partition).cut(end);
    }

    /** The broker no longer knows this process. */
    void beForgotten(int partition) {
        streams.get(partition).forget();
    }

    /** What is stored while the process lives: how far it got is said at its end only. */
    Position position(int partition) {
        return mutant == Mutant.STORES_TOO_EARLY_HOW_FAR_IT_GOT
                ? lastPosition(partition)
                : new Position(engine.mark(partition), PartitionOptions.UNKNOWN);
    }

    /** What is stored at an end that is not a crash. */
    Position lastPosition(int partition) {
        return new Position(engine.mark(partition), engine.seen(partition, life.now()));
    }

    boolean isAlive() {
        return life.isAlive();
    }

    ProcessLife life() {
        return life;
    }

    /** Its clock is ahead by so much from now on. */
    void jumpAhead(long millis) {
        life.jumpAhead(millis);
        long next = wakeTime;
        if (next != Long.MAX_VALUE) {
            life.at(next, () -> wake(next));
        }
    }
}
