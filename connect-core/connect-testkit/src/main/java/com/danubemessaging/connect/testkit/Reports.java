package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.health.HealthStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a connector said on its own account. Thread-safe. */
final class Reports {

    private final List<HealthStatus> health = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    void health(HealthStatus status) {
        health.add(status);
    }

    void error(Throwable error) {
        errors.add(error);
    }

    List<HealthStatus> health() {
        return List.copyOf(health);
    }

    List<Throwable> errors() {
        return List.copyOf(errors);
    }
}
