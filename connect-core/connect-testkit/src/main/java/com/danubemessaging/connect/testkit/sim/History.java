package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayList;
import java.util.List;

/** What happened in one simulated run, and what of it should not have. Complete once the run has ended. */
public final class History {

    private final long seed;
    private final String scenario;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * One thing that happened.
     *
     * @param time virtual milliseconds
     * @param what in words
     * @param a first detail, mostly a partition, topic or task
     * @param b second detail, mostly an offset or a number
     */
    public record Step(long time, String what, long a, long b) {
        @Override
        public String toString() {
            return String.format("%9d ms  %-28s %6d %6d", time, what, a, b);
        }
    }

    History(long seed, String scenario) {
        this.seed = seed;
        this.scenario = scenario;
    }

    void add(long time, String what, long a, long b) {
        steps.add(new Step(time, what, a, b));
    }

    void violation(long time, String sentence) {
        // The first one tells most; a broken engine can produce thousands.
        if (violations.size() < 20) {
            violations.add(time + " ms: " + sentence);
            add(time, "VIOLATION: " + sentence, 0, 0);
        }
    }

    /** The seed that gives this history again. */
    public long seed() {
        return seed;
    }

    /** What happened, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Broken promises, at most twenty; empty for a good run. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** How often this happened. */
    public long count(String what) {
        return steps.stream().filter(step -> step.what.equals(what)).count();
    }

    /** Scenario, violations and every step, a line each. */
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(seed).append(": ").append(scenario).append('\n');
        violations.forEach(
                violation -> text.append("violated: ").append(violation).append('\n'));
        steps.forEach(step -> text.append(step).append('\n'));
        return text.toString();
    }
}
