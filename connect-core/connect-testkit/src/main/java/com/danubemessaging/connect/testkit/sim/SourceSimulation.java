package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One history of a source: an origin, a process that dies and comes back, a broker that is published to. */
final class SourceSimulation {

    /** After the last fault everything must be committed within this time. */
    private static final long QUIET_MILLIS = 10 * 60_000;

    private final World world;
    private final SourceScenario scenario;
    private final History history;
    private final SourceChecker checker;
    private final Mutant mutant;
    private final SimulatedNetwork network;
    private final List<ModelOrigin> origins = new ArrayList<>();
    private final long[] refusedUntil;
    private @Nullable SourceProcess process;
    private long sequence;
    private boolean isEnding;

    SourceSimulation(long seed, Mutant mutant) {
        this.world = new World(seed);
        this.scenario = SourceScenario.draw(world.random);
        this.history = new History(seed, scenario.toString());
        this.checker = new SourceChecker(world, history);
        this.mutant = mutant;
        this.network = new SimulatedNetwork(world, history);
        this.refusedUntil = new long[scenario.topics()];
        for (int i = 0; i < scenario.partitions(); i++) {
            origins.add(new ModelOrigin(i, checker));
        }
    }

    History run() {
        startProcess();
        planInput();
        planFaults();
        world.runUntil(scenario.faultsUntil());
        network.recover();
        SourceProcess surviving = process;
        if (surviving != null) {
            surviving.life().disarm();
            // The last commit may have been lost, and nothing may come that would be committed after it.
            drain(surviving);
        }
        world.runUntil(scenario.faultsUntil() + QUIET_MILLIS);
        isEnding = true;
        SourceProcess last = process;
        if (last != null && last.isAlive()) {
            last.drain(30_000);
        }
        world.runUntil(scenario.faultsUntil() + QUIET_MILLIS + 60_000);
        checker.require(last != null && !last.isAlive(), "the process did not drain");
        for (ModelOrigin origin : origins) {
            checker.require(
                    origin.isAllCommitted(),
                    "partition " + origin.number() + " is committed up to " + origin.committed() + " only");
        }
        return history;
    }

    private void startProcess() {
        history.add(world.now(), "process starts", 0, 0);
        process = new SourceProcess(
                world, scenario, checker, history, mutant, network, origins, refusedUntil, this::restartSoon);
    }

    private void restartSoon() {
        if (!isEnding) {
            world.after(world.between(10, 2000), () -> {
                if (!isEnding) {
                    startProcess();
                }
            });
        }
    }

    private void planInput() {
        int left = scenario.records();
        while (left > 0) {
            int burst = Math.min(left, world.chance(0.3) ? world.between(1, 40) : world.between(1, 4));
            left -= burst;
            ModelOrigin origin = origins.get(world.between(0, origins.size() - 1));
            long start = (long) (world.random.nextDouble() * scenario.faultsUntil() * 0.9);
            for (int i = 0; i < burst; i++) {
                world.at(start, () -> origin.add(draw(origin)));
            }
        }
    }

    private SimRecord draw(ModelOrigin origin) {
        // Keys belong to one partition of the origin: across partitions there is no order to keep.
        String key = "p" + origin.number() + "k" + world.between(0, Math.max(0, scenario.keys() - 1));
        Fate fate = world.chance(scenario.troubled()) ? Fate.INVALID : Fate.GOOD;
        int bytes = world.chance(0.02) ? world.between(5000, 30_000) : world.between(0, 300);
        int topic = scenario.keys() == 0
                ? world.between(0, scenario.topics() - 1)
                : Math.floorMod(key.hashCode(), scenario.topics());
        return new SimRecord(sequence++, topic, key, bytes, fate);
    }

    private void planFaults() {
        int faults = world.between(0, 10);
        for (int i = 0; i < faults; i++) {
            world.at((long) (world.random.nextDouble() * scenario.faultsUntil()), this::fault);
        }
    }

    private void fault() {
        long until = Math.min(scenario.faultsUntil(), world.now() + world.between(100, 20_000));
        switch (world.between(0, 7)) {
            case 0 -> network.blackHole(until);
            case 1 -> network.beLossy(until);
            case 2 -> network.repeatCalls(until);
            case 3 -> refusedUntil[world.between(0, scenario.topics() - 1)] = until;
            default -> {
                SourceProcess running = process;
                if (running != null && running.isAlive()) {
                    faultOf(running);
                }
            }
        }
    }

    private void faultOf(SourceProcess running) {
        switch (world.between(0, 5)) {
            case 0 -> crash(running);
            case 1 -> drain(running);
            case 2 -> {
                int millis = world.between(100, 20_000);
                history.add(world.now(), "process suspended", millis, 0);
                running.life().suspend(Math.min(millis, scenario.faultsUntil() - world.now()));
            }
            case 3 -> {
                int millis = world.between(1000, 600_000);
                history.add(world.now(), "clock jumps ahead", millis, 0);
                running.jumpAhead(millis);
            }
            case 4 ->
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

    private void crash(SourceProcess running) {
        history.add(world.now(), "crash", 0, 0);
        running.crash();
        restartSoon();
    }

    private void drain(SourceProcess running) {
        history.add(world.now(), "drain", 0, 0);
        running.drain(world.between(0, 10_000));
    }
}
