package com.danubemessaging.connect.runtime.health;

import com.danubemessaging.connect.api.health.HealthStatus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What is known of a connector's health. Ready means progress: connected, the target takes records, and nothing that
 * waits has stood still for too long. Confined to the runtime's context, but for {@link #wasReady()}.
 */
public final class HealthBoard {

    private final Supplier<String> state;
    private final Supplier<List<String>> problems;
    private final Supplier<JsonObject> detail;
    private final Map<Integer, HealthStatus> reports = new TreeMap<>();
    private final Map<Integer, Integer> failures = new TreeMap<>();
    private final int failureThreshold;
    private volatile boolean wasReady;

    /**
     * A board.
     *
     * @param state the life cycle state's name; only {@code RUNNING} can be ready
     * @param problems why records do not move, asked each time
     * @param detail counters, asked each time
     * @param failureThreshold consecutive failed checks that make a task unhealthy, at least 1
     */
    public HealthBoard(
            Supplier<String> state,
            Supplier<List<String>> problems,
            Supplier<JsonObject> detail,
            int failureThreshold) {
        this.state = state;
        this.problems = problems;
        this.detail = detail;
        this.failureThreshold = Math.max(1, failureThreshold);
    }

    /** The connector's own word: counts at once. */
    public void reported(int task, HealthStatus status) {
        reports.put(task, status);
    }

    /** The answer to a health check: unhealthy counts from the threshold on. */
    public void checked(int task, HealthStatus status) {
        if (status.state() != HealthStatus.State.UNHEALTHY) {
            failures.remove(task);
            reports.put(task, status);
            return;
        }
        int count = failures.merge(task, 1, Integer::sum);
        reports.put(task, count >= failureThreshold ? status : HealthStatus.degraded(status.detail()));
    }

    /** Why the connector is not ready; empty if it is. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        String now = state.get();
        if (!now.equals("RUNNING")) {
            reasons.add("the connector is " + now.toLowerCase(Locale.ROOT));
        }
        reasons.addAll(problems.get());
        reports.forEach((task, status) -> {
            if (status.state() == HealthStatus.State.UNHEALTHY) {
                reasons.add(status.detail());
            }
        });
        return reasons;
    }

    /** Whether records move, or would if there were any. */
    public boolean isReady() {
        return reasons().isEmpty();
    }

    /** Looks again, for {@link #wasReady()}. */
    public void refresh() {
        wasReady = isReady();
    }

    /** Whether the connector was ready at the last {@link #refresh()}. Thread-safe: gauges are read by any thread. */
    public boolean wasReady() {
        return wasReady;
    }

    /** Liveness: answering at all proves that the event loop turns. */
    public HealthChecks live(Vertx vertx) {
        return HealthChecks.create(vertx).register("event-loop", promise -> promise.complete(Status.OK()));
    }

    /** Readiness, with {@link #toJson()} as data. */
    public HealthChecks ready(Vertx vertx) {
        return HealthChecks.create(vertx)
                .register(
                        "connector",
                        promise -> promise.complete(isReady() ? Status.OK(toJson()) : Status.KO(toJson())));
    }

    /** Everything as JSON. */
    public JsonObject toJson() {
        List<String> reasons = reasons();
        List<String> degraded = reports.values().stream()
                .filter(status -> status.state() == HealthStatus.State.DEGRADED)
                .map(HealthStatus::detail)
                .toList();
        return new JsonObject()
                .put("ready", reasons.isEmpty())
                .put("state", state.get())
                .put("problems", new JsonArray(reasons))
                .put("degraded", new JsonArray(degraded))
                .put("detail", detail.get());
    }
}
