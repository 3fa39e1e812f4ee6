package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One history of a sink: publishers, a broker, a process that dies and comes back, a target, and their faults. */
final class SinkSimulation {

    /** After the last fault everything must end within this time: six retries of half a minute, many times over. */
    private static final long QUIET_MILLIS = 15 * 60_000;

    /** What an engine may use of a record's six deliveries, so that a restart is left. */
    private static final int DELIVERIES_OF_A_LIFE = 3;

    private final World world;
    private final SinkScenario scenario;
    private final History history;
    private final SinkChecker checker;
    private final Mutant mutant;
    private final ModelTarget target;
    private final SimulatedNetwork network;
    private final List<ModelSubscription> subscriptions = new ArrayList<>();
    private final List<SinkProcess.Position> positions = new ArrayList<>();
    private @Nullable SinkProcess process;
    private long sequence;
    private boolean isEnding;

    SinkSimulation(long seed, Mutant mutant) {
        this.world = new World(seed);
        this.scenario = SinkScenario.draw(world.random);
        this.history = new History(seed, scenario.toString());
        this.checker = new SinkChecker(world, history, scenario.options().maxRetries());
        this.mutant = mutant;
        this.target = new ModelTarget(world, checker, mutant == Mutant.RETRIES_OUT_OF_ORDER);
        this.network = new SimulatedNetwork(world, history);
        for (int i = 0; i < scenario.partitions(); i++) {
            subscriptions.add(new ModelSubscription(world, scenario, checker, i));
            positions.add(SinkProcess.Position.FRESH);
        }
    }

    History run() {
        startProcess();
        world.after(1000, this::storeMarks);
        planPublishing();
        planFaults();
        world.runUntil(scenario.faultsUntil());
        network.recover();
        target.recover();
        SinkProcess surviving = process;
        if (surviving != null) {
            surviving.life().disarm();
        }
        // A stalled dispatcher wakes up with the next publish: there must be one.
        for (int i = 0; i < scenario.partitions(); i++) {
            publish(i);
        }
        world.runUntil(scenario.faultsUntil() + QUIET_MILLIS);
        isEnding = true;
        SinkProcess last = process;
        if (last != null && last.isAlive()) {
            last.drain(60_000);
        }
        world.runUntil(scenario.faultsUntil() + QUIET_MILLIS + 120_000);
        checker.require(last != null && !last.isAlive(), "the process did not drain");
        checker.end(subscriptions);
        return history;
    }

    private void startProcess() {
        subscriptions.forEach(subscription -> subscription.spare(DELIVERIES_OF_A_LIFE));
        history.add(world.now(), "process starts", 0, 0);
        process = new SinkProcess(
                world,
                scenario,
                checker,
                history,
                mutant,
                target,
                network,
                subscriptions,
                List.copyOf(positions),
                this::processEnded);
        // Before anything is read: from now on the store says that a life is under way.
        keepPositions(false);
    }

    private void processEnded() {
        keepPositions(true);
        restartSoon();
    }

    private void restartSoon() {
        if (!isEnding) {
            world.after(world.between(100, 5000), () -> {
                if (!isEnding) {
                    startProcess();
                }
            });
        }
    }

    /** The position store: once a second while the process runs, and at its end unless it is killed. */
    private void storeMarks() {
        SinkProcess running = process;
        if (running != null && running.isAlive()) {
            keepPositions(false);
        }
        world.after(1000, this::storeMarks);
    }

    private void keepPositions(boolean isEnd) {
        SinkProcess running = process;
        for (int i = 0; running != null && i < positions.size(); i++) {
            positions.set(i, isEnd ? running.lastPosition(i) : running.position(i));
            checker.marked(i, positions.get(i).mark());
        }
    }

    private void planPublishing() {
        long until = scenario.faultsUntil() * 9 / 10;
        int left = scenario.records();
        while (left > 0) {
            int burst = Math.min(left, world.chance(0.3) ? world.between(1, 40) : world.between(1, 4));
            left -= burst;
            int partition = world.between(0, scenario.partitions() - 1);
            long start = 100 + (long) (world.random.nextDouble() * until);
            for (int i = 0; i < burst; i++) {
                world.at(start + i * (world.chance(0.5) ? 0L : 3L), () -> publish(partition));
            }
        }
    }

    private void publish(int partition) {
        String key = scenario.keys() == 0 || world.chance(0.1) ? null : "k" + world.between(1, scenario.keys());
        Fate fate = Fate.GOOD;
        if (world.chance(scenario.troubled())) {
            fate = Fate.troubled(world.random);
        }
        int bytes = world.chance(0.02) ? world.between(5000, 30_000) : world.between(0, 300);
        subscriptions.get(partition).publish(new SimRecord(sequence++, partition, key, bytes, fate));
    }

    private void planFaults() {
        int faults = world.between(0, 10);
        for (int i = 0; i < faults; i++) {
            world.at((long) (world.random.nextDouble() * scenario.faultsUntil()), this::fault);
        }
        if (scenario.losesData()) {
            world.at((long) (world.random.nextDouble() * scenario.faultsUntil()), this::loseData);
        }
    }

    private void fault() {
        long until = Math.min(scenario.faultsUntil(), world.now() + world.between(100, 60_000));
        switch (world.between(0, 15)) {
            case 0 -> target.goDown(until);
            case 1 -> target.goSlow(until);
            case 2 -> target.beFull(until);
            case 3 -> target.reset(until);
            case 4 -> target.hangOnce();
            case 5 -> target.failFatallyOnce();
            case 6 -> network.blackHole(Math.min(until, world.now() + 15_000));
            case 7 -> network.beLossy(until);
            case 8 -> network.repeatCalls(until);
            default -> {
                SinkProcess running = process;
                if (running != null && running.isAlive()) {
                    faultOf(running);
                }
            }
        }
    }

    private void faultOf(SinkProcess running) {
        switch (world.between(0, 7)) {
            case 0 -> cutStream(running);
            case 1 -> crash(running);
            case 2 -> drain(running);
            case 3 -> forget(running);
            case 4 -> suspend(running);
            case 5 -> jumpAhead(running);
            case 6 ->
                running.life().killAfter(world.between(1, 200), () -> {
                    history.add(world.now(), "killed at a step", 0, 0);
                    crash(running);
                });
            default ->
                running.life().after(world.between(1, 200), () -> {
                    history.add(world.now(), "drained at a step", 0, 0);
                    drain(running);
                });
        }
    }

    private void cutStream(SinkProcess running) {
        int partition = world.between(0, scenario.partitions() - 1);
        switch (world.between(0, 3)) {
            case 0 -> {
                history.add(world.now(), "stream taken", partition, 0);
                cut(running, partition, SinkStream.End.TAKEN);
                // A second process of the same name takes it again.
                world.after(world.between(500, 9000), () -> {
                    if (running.isAlive()) {
                        cut(running, partition, SinkStream.End.TAKEN);
                    }
                });
            }
            case 1 -> {
                for (int i = 0; i < world.between(1, 3); i++) {
                    world.after(i * 4000L, () -> move(running, partition));
                }
            }
            default -> {
                history.add(world.now(), "stream reset", partition, 0);
                cut(running, partition, SinkStream.End.BROKEN);
            }
        }
    }

    private void move(SinkProcess running, int partition) {
        if (running.isAlive()) {
            history.add(world.now(), "topic moves", partition, 0);
            running.beForgotten(partition);
            cut(running, partition, SinkStream.End.MOVED);
        }
    }

    private void cut(SinkProcess running, int partition, SinkStream.End end) {
        subscriptions.get(partition).spare(1);
        running.cutStream(partition, end);
    }

    /** The broker starts anew, with all that it had stored. */
    private void forget(SinkProcess running) {
        history.add(world.now(), "broker restarts", 0, 0);
        for (int i = 0; i < scenario.partitions(); i++) {
            running.beForgotten(i);
            cut(running, i, SinkStream.End.BROKEN);
            subscriptions.get(i).forget();
        }
    }

    private void suspend(SinkProcess running) {
        int millis = world.between(100, 60_000);
        history.add(world.now(), "process suspended", millis, 0);
        // A process that does not read and does not answer uses up deliveries whatever it does afterwards.
        subscriptions.forEach(subscription -> subscription.spare(3));
        running.life().suspend(Math.min(millis, scenario.faultsUntil() - world.now()));
    }

    private void jumpAhead(SinkProcess running) {
        int millis = world.between(1000, 600_000);
        history.add(world.now(), "clock jumps ahead", millis, 0);
        subscriptions.forEach(subscription -> subscription.spare(1));
        running.jumpAhead(millis);
    }

    private void crash(SinkProcess running) {
        history.add(world.now(), "crash", 0, 0);
        running.crash();
        restartSoon();
    }

    private void drain(SinkProcess running) {
        history.add(world.now(), "drain", 0, 0);
        running.drain(world.between(0, 20_000));
    }

    private void loseData() {
        int partition = world.between(0, scenario.partitions() - 1);
        SinkProcess running = process;
        if (running != null && running.isAlive()) {
            cut(running, partition, SinkStream.End.BROKEN);
        }
        subscriptions.get(partition).loseData(world.chance(0.6) ? world.between(1, 20) : 0);
    }
}
