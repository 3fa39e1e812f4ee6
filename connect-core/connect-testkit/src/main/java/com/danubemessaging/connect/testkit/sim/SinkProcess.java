package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.sink.BatchFailure;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.Outcome;
import com.danubemessaging.connect.engine.sink.Outcomes;
import com.danubemessaging.connect.engine.sink.PartitionOptions;
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

    private final World world;
    private final SinkScenario scenario;
    private final SinkChecker checker;
    private final History history;
    private final Mutant mutant;
    private final ModelTarget target;
    private final SimulatedNetwork network;
    private final List<SinkStream> streams;
    private final SinkEngine<SimRecord> engine;
    private final Runnable ended;
    private final Map<Integer, ModelTarget.Call> calls = new HashMap<>();
    private final Map<Integer, List<SimRecord>> inBatch = new HashMap<>();
    private final Set<Delivery<SimRecord>> acknowledging = new HashSet<>();
    private boolean isAlive = true;
    private boolean isDraining;
    private boolean isFlushing;
    private long wakeTime = Long.MAX_VALUE;
    private long arrivals;

    /**
     * Begins a life.
     *
     * @param marks one per partition, as an earlier life stored them
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
            long[] marks,
            Runnable ended) {
        this.world = world;
        this.scenario = scenario;
        this.checker = checker;
        this.history = history;
        this.mutant = mutant;
        this.target = target;
        this.network = network;
        this.ended = ended;
        this.engine = new SinkEngine<>(scenario.options(), this, new Random(world.random.nextLong()));
        this.streams = subscriptions.stream()
                .map(subscription -> new SinkStream(world, subscription, this::arrived))
                .toList();
        for (int i = 0; i < streams.size(); i++) {
            engine.addPartition(new PartitionOptions(i % 2, true, true, marks[i]));
            checker.runBegins(i, marks[i]);
            streams.get(i).open();
        }
    }

    private void arrived(int partition, long offset, SimRecord record) {
        if (!isAlive) {
            return;
        }
        if (!isDraining) {
            checker.delivered(partition, offset, record);
        }
        arrivals++;
        engine.arrived(partition, record.key(), offset, record.identity(), record.bytes(), record, world.now());
        if (mutant == Mutant.ACKNOWLEDGES_ON_ARRIVAL) {
            checker.acknowledging(partition, offset, record);
            streams.get(partition).subscription().acknowledge(offset, record);
        }
        // What is in transit when a stream pauses still arrives: at most a window of each partition.
        int most = 2 * scenario.options().heldRecords() + scenario.partitions() * scenario.window();
        checker.require(engine.heldRecords() <= most, "held " + engine.heldRecords() + " records, over the credit");
        if (!isFlushing) {
            isFlushing = true;
            later(0, () -> {
                isFlushing = false;
                engine.flush(world.now());
            });
        }
    }

    /** Something that happens to this process, if it still lives. */
    private void later(long delay, Runnable what) {
        world.after(delay, () -> {
            if (isAlive) {
                what.run();
            }
        });
    }

    @Override
    public void deliver(int task, long batchId, int subscription, List<SimRecord> records) {
        history.add(world.now(), "batch to a task", task, records.size());
        checkBatch(task, subscription, records);
        if (mutant == Mutant.CLAIMS_WRITES && world.chance(0.1)) {
            Outcome[] claimed = new Outcome[records.size()];
            Arrays.fill(claimed, Outcome.DONE);
            later(1, () -> returned(task, batchId, claimed));
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
                SinkProcess.this.returned(task, batchId, outcomes);
            }

            @Override
            public void failed(BatchFailure failure) {
                SinkProcess.this.failed(task, batchId, failure);
            }
        }));
    }

    private void returned(int task, long batchId, Outcome[] outcomes) {
        if (!isAlive) {
            return;
        }
        free(task);
        history.add(world.now(), "batch returned", task, outcomes.length);
        engine.batchReturned(task, batchId, outcomes(outcomes), world.now());
        if (isAlive && world.chance(0.01)) {
            // A repeated message on the way is told apart by its batch's number.
            engine.batchReturned(task, batchId, outcomes(outcomes), world.now());
        }
    }

    private void failed(int task, long batchId, BatchFailure failure) {
        if (isAlive) {
            free(task);
            history.add(world.now(), "batch failed: " + failure, task, batchId);
            engine.batchFailed(task, batchId, failure, null, world.now());
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
        history.add(world.now(), "call interrupted", task, batchId);
        ModelTarget.Call call = calls.get(task);
        if (call != null) {
            call.interrupt();
        }
    }

    @Override
    public void ack(Delivery<SimRecord> delivery) {
        int partition = delivery.partition();
        SimRecord record = delivery.record();
        long offset = delivery.offset();
        checker.acknowledging(partition, offset, record);
        checker.require(acknowledging.add(delivery), "acknowledged twice at a time: " + record);
        SinkStream stream = streams.get(partition);
        if (scenario.acksNeedStream() && !stream.isWanted()) {
            later(1, () -> answer(delivery, AckAnswer.FAILED));
            return;
        }
        boolean isLost = mutant == Mutant.LOSES_ACKNOWLEDGEMENTS && world.chance(0.2);
        network.call(
                () -> {
                    if (!isLost) {
                        stream.subscription().acknowledge(offset, record);
                    }
                },
                () -> later(0, () -> answer(delivery, AckAnswer.OK)),
                () -> later(0, () -> answer(delivery, AckAnswer.FAILED)));
    }

    private void answer(Delivery<SimRecord> delivery, AckAnswer answer) {
        acknowledging.remove(delivery);
        if (answer != AckAnswer.FAILED) {
            checker.ackAnswered(delivery.partition(), delivery.offset(), delivery.record());
        }
        engine.ackAnswered(delivery, answer, world.now());
    }

    @Override
    public void deadLetter(Delivery<SimRecord> delivery, GiveUp reason, @Nullable Throwable cause) {
        network.call(
                () -> checker.deadLettered(delivery.record()),
                () -> later(0, () -> engine.deadLetterStored(delivery, world.now())),
                () -> later(
                        0,
                        () -> engine.deadLetterFailed(
                                delivery, false, "the dead letter topic is away", reason, cause, world.now())));
    }

    @Override
    public void pause(int partition) {
        streams.get(partition).pause();
    }

    @Override
    public void resume(int partition) {
        streams.get(partition).resume();
    }

    @Override
    public void closeStream(int partition) {
        checker.require(streams.get(partition).isWanted(), "a closed stream was closed");
        streams.get(partition).close();
    }

    @Override
    public void openStream(int partition) {
        checker.require(!streams.get(partition).isWanted(), "an open stream was opened");
        streams.get(partition).open();
    }

    @Override
    public void wakeAt(long timeMillis) {
        if (timeMillis < wakeTime) {
            wakeTime = timeMillis;
            world.at(timeMillis, () -> {
                if (isAlive && wakeTime == timeMillis) {
                    wakeTime = Long.MAX_VALUE;
                    engine.onTimer(world.now());
                }
            });
        }
    }

    @Override
    public void report(SinkEvent event) {
        if (event instanceof SinkEvent.Gap gap) {
            if (mutant != Mutant.HIDES_GAPS) {
                checker.gap(gap);
            }
        } else if (event instanceof SinkEvent.Skipped skipped) {
            checker.skippedByPolicy(skipped.partition(), skipped.offset());
        } else {
            history.add(world.now(), event.toString(), 0, 0);
            checker.require(
                    !(event instanceof SinkEvent.OrderViolation) || mutant != Mutant.NONE,
                    "an order violation was reported of a connector that keeps order");
        }
    }

    @Override
    public void drained(int unacknowledged) {
        history.add(world.now(), "drained", unacknowledged, 0);
        if (unacknowledged == 0) {
            checkCounters();
        }
        end();
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        history.add(world.now(), "stopped: " + reason, 0, 0);
        boolean isExpected = reason == SinkEvent.StopReason.FATAL || reason == SinkEvent.StopReason.STUCK_CALL;
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
        isAlive = false;
        calls.values().forEach(ModelTarget.Call::abandon);
        streams.forEach(SinkStream::close);
    }

    void drain(long graceMillis) {
        isDraining = true;
        engine.drain(world.now(), graceMillis);
    }

    /** The connection breaks, or the broker ends the stream with OK. */
    void cutStream(int partition, boolean isEndedWithOk) {
        streams.get(partition)
                .cut(() -> later(0, () -> {
                    if (isEndedWithOk) {
                        engine.streamEnded(partition, world.now());
                    }
                }));
    }

    long mark(int partition) {
        return engine.mark(partition);
    }

    boolean isAlive() {
        return isAlive;
    }
}
