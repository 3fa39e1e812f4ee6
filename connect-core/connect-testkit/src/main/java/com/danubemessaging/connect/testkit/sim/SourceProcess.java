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
    private final ProcessLife life;
    private final Map<Integer, Integer> lastEmitted = new HashMap<>();
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
        this.life = new ProcessLife(world);
        this.engine = new SourceEngine<>(scenario.options(), this, new Random(world.random.nextLong()));
        for (int i = 0; i < scenario.topics(); i++) {
            engine.addTopic(scenario.rate());
        }
        checker.runBegins();
        for (ModelOrigin origin : origins) {
            origin.rewind();
            partitionKeys.put(origin.number(), new Object());
        }
        life.later(POLL_MILLIS, this::poll);
    }

    /** Reads on as long as there is credit. */
    private void poll() {
        if (!isStopping) {
            readAll();
            life.later(POLL_MILLIS, this::poll);
        }
    }

    private void readAll() {
        for (ModelOrigin origin : origins) {
            while (origin.hasNext() && life.isAlive() && !isStopping && (!engine.isFull() || world.chance(0.2))) {
                emit(origin);
                if (engine.waitingRecords() >= scenario.options().waitingRecords()) {
                    break;
                }
            }
        }
        engine.flush(life.now());
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
        long deadline = hasDeadline ? life.now() + world.between(0, 5000) : SourceEngine.NO_DEADLINE;
        String lane = scenario.keys() == 0 ? null : record.lane();
        lastEmitted.put(origin.number(), input.position());
        isEmitting = true;
        engine.emit(record.partition(), lane, handed.partitionKey(), handed, record.bytes(), deadline, life.now());
        isEmitting = false;
        int most = scenario.options().heldRecords();
        checker.require(engine.heldRecords() <= most, "held " + engine.heldRecords() + " records, over the credit");
        checker.require(
                engine.waitingRecords() <= scenario.options().waitingRecords(),
                engine.waitingRecords() + " records wait for credit");
    }

    @Override
    public void publish(Emission<Handed> emission) {
        if (!life.step()) {
            return;
        }
        SimRecord record = emission.record().record();
        boolean isOrdered = scenario.keys() > 0;
        checker.require(inFlight.add(emission), "published twice at a time: " + record);
        if (isOrdered) {
            int inThisLane = inLane.merge(record.lane(), 1, Integer::sum);
            checker.require(inThisLane == 1, "two publishes of lane " + record.lane() + " at once");
        }
        if (mutant == Mutant.ACKNOWLEDGES_BEFORE_CONFIRMATION) {
            Handed handed = emission.record();
            handed.origin().commitAtLeast(handed.input().position());
        }
        if (mutant == Mutant.LOSES_ANSWERS && world.chance(0.05)) {
            return;
        }
        if (mutant == Mutant.CONFIRMS_UNSTORED && world.chance(0.05)) {
            life.later(1, () -> answered(emission, null));
            return;
        }
        if (mutant == Mutant.PUBLISHES_SIDE_BY_SIDE) {
            // Confirmed at once, stored when the call gets there.
            life.later(0, () -> answered(emission, null));
            world.after(world.between(0, 30), () -> checker.stored(record, isOrdered));
            return;
        }
        if (world.now() < refusedUntil[emission.topic()]) {
            history.add(world.now(), "publish refused", emission.topic(), record.sequence());
            life.later(
                    5, () -> answered(emission, world.chance(0.5) ? PublishFailure.REFUSED : PublishFailure.TRANSIENT));
        } else if (record.fate() == Fate.INVALID) {
            life.later(
                    5, () -> answered(emission, world.chance(0.5) ? PublishFailure.INVALID : PublishFailure.TOO_LARGE));
        } else {
            network.call(
                    () -> checker.stored(record, isOrdered),
                    () -> life.run(() -> answered(emission, null)),
                    () -> life.run(() -> answered(emission, PublishFailure.AMBIGUOUS)));
        }
    }

    private void answered(Emission<Handed> emission, @Nullable PublishFailure failure) {
        inFlight.remove(emission);
        inLane.computeIfPresent(emission.record().record().lane(), (lane, count) -> count - 1);
        if (failure == null) {
            engine.published(emission, life.now());
        } else {
            engine.publishFailed(emission, failure, null, life.now());
        }
        if (life.isAlive()) {
            engine.flush(life.now());
        }
    }

    @Override
    public void deadLetter(Emission<Handed> emission, PublishFailure reason, @Nullable Throwable cause) {
        if (!life.step()) {
            return;
        }
        network.call(
                () -> checker.deadLettered(emission.record().record()),
                () -> life.later(0, () -> {
                    engine.deadLetterStored(emission, life.now());
                    engine.flush(life.now());
                }),
                () -> life.later(0, () -> {
                    history.add(world.now(), "dead letter failed", emission.topic(), 0);
                    engine.deadLetterFailed(
                            emission, false, "the dead letter topic is away", reason, cause, life.now());
                    engine.flush(life.now());
                }));
    }

    @Override
    public void settled(Emission<Handed> emission, Settlement settlement) {
        if (!life.step()) {
            return;
        }
        Handed handed = emission.record();
        boolean isFull =
                isEmitting && engine.waitingRecords() >= scenario.options().waitingRecords();
        checker.settled(handed.record(), settlement, handed.hasDeadline() || isFull, isStopping);
        if (!settlement.isFinal() && !isStopping) {
            // The origin has to hand this record over again, and all that is behind it: the process starts over, as a
            // source does that loses its place.
            life.later(0, this::restart);
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
        if (!life.step()) {
            return;
        }
        checker.require(!isCommitting && !heads.isEmpty(), "two commits at once, or an empty one");
        isCommitting = true;
        // Told while anything is wrong, the origin may not have heard: a later commit, or a copy after a restart,
        // tells.
        boolean isLost = world.now() < network.lossyUntil() && world.chance(0.3);
        life.later(world.between(0, 100), () -> {
            isCommitting = false;
            if (isLost) {
                history.add(world.now(), "commit lost", heads.size(), 0);
            } else {
                heads.forEach(this::commit);
            }
            engine.commitAnswered(life.now());
        });
    }

    private void commit(Emission<Handed> head) {
        Handed handed = head.record();
        ModelOrigin origin = handed.origin();
        int position = handed.input().position();
        if (mutant == Mutant.COMMITS_TOO_FAR && origin.hasNext()) {
            position++;
        } else if (mutant == Mutant.COMMITS_BATCH_ENDS) {
            position = Math.max(position, lastEmitted.getOrDefault(origin.number(), position));
        } else if (mutant == Mutant.ACKNOWLEDGES_BEFORE_CONFIRMATION) {
            return;
        }
        origin.commit(position);
    }

    @Override
    public void creditAvailable() {
        if (life.step()) {
            life.later(0, this::readAll);
        }
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
    public void report(SourceEvent event) {
        history.add(world.now(), event.toString(), 0, 0);
    }

    @Override
    public void drained(int unsettled) {
        if (!life.step()) {
            return;
        }
        history.add(world.now(), "drained", unsettled, 0);
        SourceCounters c = engine.counters();
        long sum = c.published() + c.deadLettered() + c.skipped() + c.withdrawn() + c.unknown();
        checker.require(c.emitted() == sum, "the counters do not add up: " + c);
        checker.require(
                life.now() >= graceEnd || engine.heldRecords() == 0, "drained early and holds " + engine.heldRecords());
        life.end();
        ended.run();
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        checker.require(false, "stopped for " + reason + ": " + detail);
        life.end();
        ended.run();
    }

    void crash() {
        life.end();
    }

    void drain(long graceMillis) {
        life.run(() -> {
            if (isStopping) {
                return;
            }
            isStopping = true;
            graceEnd = life.now() + graceMillis;
            if (mutant == Mutant.STOPS_WITHOUT_WAITING) {
                drained(engine.heldRecords());
            } else {
                engine.drain(life.now(), graceMillis);
            }
        });
    }

    /** Its clock is ahead by so much from now on. */
    void jumpAhead(long millis) {
        life.jumpAhead(millis);
        long next = wakeTime;
        if (next != Long.MAX_VALUE) {
            life.at(next, () -> wake(next));
        }
    }

    boolean isAlive() {
        return life.isAlive();
    }

    ProcessLife life() {
        return life;
    }
}
