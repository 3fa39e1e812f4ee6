package com.danubemessaging.connect.testkit.sim;

import com.danubemessaging.connect.engine.source.Emission;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.connect.engine.source.Settlement;
import com.danubemessaging.connect.engine.source.SourceCounters;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.engine.source.SourceEvent;
import com.danubemessaging.connect.engine.source.SourcePort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One life of a source process: it reads the origin, its engine publishes, and it may be killed at any time. */
final class SourceProcess implements SourcePort<SourceProcess.Handed> {

    /** A record as handed to the engine. */
    record Handed(ModelOrigin origin, ModelOrigin.Input input, Object partitionKey, boolean hasDeadline) {
        SimRecord record() {
            return input.record();
        }
    }

    private static final int POLL_MILLIS = 50;

    private final World world;
    private final SourceScenario scenario;
    private final SourceChecker checker;
    private final History history;
    private final Mutant mutant;
    private final SimulatedNetwork network;
    private final List<ModelOrigin> origins;
    private final Runnable ended;
    private final SourceEngine<Handed> engine;
    private final Map<String, Integer> inLane = new HashMap<>();
    private final Map<Integer, Object> partitionKeys = new HashMap<>();
    private final Set<Emission<Handed>> inFlight = new HashSet<>();
    private final long[] refusedUntil;
    private boolean isAlive = true;
    private boolean isStopping;
    private long graceEnd;
    private boolean isCommitting;
    private boolean isEmitting;
    private long wakeTime = Long.MAX_VALUE;

    SourceProcess(
            World world,
            SourceScenario scenario,
            SourceChecker checker,
            History history,
            Mutant mutant,
            SimulatedNetwork network,
            List<ModelOrigin> origins,
            long[] refusedUntil,
            Runnable ended) {
        this.world = world;
        this.scenario = scenario;
        this.checker = checker;
        this.history = history;
        this.mutant = mutant;
        this.network = network;
        this.origins = origins;
        this.refusedUntil = refusedUntil;
        this.ended = ended;
        this.engine = new SourceEngine<>(scenario.options(), this, new Random(world.random.nextLong()));
        for (int i = 0; i < scenario.topics(); i++) {
            engine.addTopic(scenario.rate());
        }
        checker.runBegins();
        for (ModelOrigin origin : origins) {
            origin.rewind();
            partitionKeys.put(origin.number(), new Object());
        }
        later(POLL_MILLIS, this::poll);
    }

    private void later(long delay, Runnable what) {
        world.after(delay, () -> {
            if (isAlive) {
                what.run();
            }
        });
    }

    /** Reads on as long as there is credit. */
    private void poll() {
        if (!isStopping) {
            readAll();
            later(POLL_MILLIS, this::poll);
        }
    }

    private void readAll() {
        for (ModelOrigin origin : origins) {
            while (origin.hasNext() && isAlive && !isStopping && (!engine.isFull() || world.chance(0.2))) {
                emit(origin);
                if (engine.waitingRecords() >= scenario.options().waitingRecords()) {
                    break;
                }
            }
        }
        engine.flush(world.now());
    }

    private void emit(ModelOrigin origin) {
        if (engine.isFull() && engine.waitingRecords() >= scenario.options().waitingRecords()) {
            return;
        }
        ModelOrigin.Input input = origin.next();
        SimRecord record = input.record();
        boolean hasDeadline = world.chance(scenario.deadlines());
        Object partition = partitionKeys.get(origin.number());
        Handed handed = new Handed(origin, input, partition == null ? origin : partition, hasDeadline);
        long deadline = hasDeadline ? world.now() + world.between(0, 5000) : SourceEngine.NO_DEADLINE;
        String lane = scenario.keys() == 0 ? null : record.lane();
        isEmitting = true;
        engine.emit(record.partition(), lane, handed.partitionKey(), handed, record.bytes(), deadline, world.now());
        isEmitting = false;
        int most = scenario.options().heldRecords();
        checker.require(engine.heldRecords() <= most, "held " + engine.heldRecords() + " records, over the credit");
        checker.require(
                engine.waitingRecords() <= scenario.options().waitingRecords(),
                engine.waitingRecords() + " records wait for credit");
    }

    @Override
    public void publish(Emission<Handed> emission) {
        SimRecord record = emission.record().record();
        boolean isOrdered = scenario.keys() > 0;
        checker.require(inFlight.add(emission), "published twice at a time: " + record);
        if (isOrdered) {
            int inThisLane = inLane.merge(record.lane(), 1, Integer::sum);
            checker.require(inThisLane == 1, "two publishes of lane " + record.lane() + " at once");
        }
        if (mutant == Mutant.LOSES_ANSWERS && world.chance(0.05)) {
            return;
        }
        if (mutant == Mutant.CONFIRMS_UNSTORED && world.chance(0.05)) {
            later(1, () -> answered(emission, null));
            return;
        }
        if (mutant == Mutant.PUBLISHES_SIDE_BY_SIDE) {
            // Confirmed at once, stored when the call gets there.
            later(0, () -> answered(emission, null));
            world.after(world.between(0, 30), () -> checker.stored(record, isOrdered));
            return;
        }
        if (world.now() < refusedUntil[emission.topic()]) {
            later(5, () -> answered(emission, world.chance(0.5) ? PublishFailure.REFUSED : PublishFailure.TRANSIENT));
        } else if (record.fate() == Fate.INVALID) {
            later(5, () -> answered(emission, world.chance(0.5) ? PublishFailure.INVALID : PublishFailure.TOO_LARGE));
        } else {
            network.call(
                    () -> checker.stored(record, isOrdered),
                    () -> later(0, () -> answered(emission, null)),
                    () -> later(0, () -> answered(emission, PublishFailure.AMBIGUOUS)));
        }
    }

    private void answered(Emission<Handed> emission, @Nullable PublishFailure failure) {
        inFlight.remove(emission);
        inLane.computeIfPresent(emission.record().record().lane(), (lane, count) -> count - 1);
        if (failure == null) {
            engine.published(emission, world.now());
        } else {
            engine.publishFailed(emission, failure, null, world.now());
        }
        if (isAlive) {
            engine.flush(world.now());
        }
    }

    @Override
    public void deadLetter(Emission<Handed> emission, PublishFailure reason, @Nullable Throwable cause) {
        network.call(
                () -> checker.deadLettered(emission.record().record()),
                () -> later(0, () -> {
                    engine.deadLetterStored(emission, world.now());
                    engine.flush(world.now());
                }),
                () -> later(0, () -> {
                    engine.deadLetterFailed(
                            emission, false, "the dead letter topic is away", reason, cause, world.now());
                    engine.flush(world.now());
                }));
    }

    @Override
    public void settled(Emission<Handed> emission, Settlement settlement) {
        Handed handed = emission.record();
        boolean isFull =
                isEmitting && engine.waitingRecords() >= scenario.options().waitingRecords();
        checker.settled(handed.record(), settlement, handed.hasDeadline() || isFull, isStopping);
        if (!settlement.isFinal() && !isStopping) {
            // The origin has to hand this record over again, and all that is behind it: the process starts over, as a
            // source does that loses its place.
            later(0, this::restart);
        }
    }

    private void restart() {
        if (!isStopping) {
            history.add(world.now(), "starts over", 0, 0);
            drain(world.between(0, 5000));
        }
    }

    @Override
    public void commit(List<Emission<Handed>> heads) {
        checker.require(!isCommitting && !heads.isEmpty(), "two commits at once, or an empty one");
        isCommitting = true;
        later(world.between(0, 100), () -> {
            isCommitting = false;
            for (Emission<Handed> head : heads) {
                Handed handed = head.record();
                int position = handed.input().position();
                if (mutant == Mutant.COMMITS_TOO_FAR && handed.origin().hasNext()) {
                    position++;
                }
                handed.origin().commit(position);
            }
            engine.commitAnswered(world.now());
        });
    }

    @Override
    public void creditAvailable() {
        later(0, this::readAll);
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
    public void report(SourceEvent event) {
        history.add(world.now(), event.toString(), 0, 0);
    }

    @Override
    public void drained(int unsettled) {
        history.add(world.now(), "drained", unsettled, 0);
        SourceCounters c = engine.counters();
        long sum = c.published() + c.deadLettered() + c.skipped() + c.withdrawn() + c.unknown();
        checker.require(c.emitted() == sum, "the counters do not add up: " + c);
        checker.require(
                world.now() >= graceEnd || engine.heldRecords() == 0,
                "drained early and holds " + engine.heldRecords());
        isAlive = false;
        ended.run();
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        checker.require(false, "stopped for " + reason + ": " + detail);
        isAlive = false;
        ended.run();
    }

    void crash() {
        isAlive = false;
    }

    void drain(long graceMillis) {
        if (!isStopping) {
            isStopping = true;
            graceEnd = world.now() + graceMillis;
            engine.drain(world.now(), graceMillis);
        }
    }

    boolean isAlive() {
        return isAlive;
    }
}
