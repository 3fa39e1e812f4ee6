package com.danubemessaging.connect.testkit;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context that a connector lives in: an event loop, or a worker for a blocking one. Every call of the connector
 * goes through {@link #call}, is made on that context, and is watched: it must not throw where it should return a
 * failed future, must not return null, and must not hold the event loop. Thread-safe.
 */
final class HostVerticle extends VerticleBase {

    /** Vert.x's own limit for warning of a blocked event loop (VertxOptions.DEFAULT_MAX_EVENT_LOOP_EXECUTE_TIME). */
    private static final long MAX_EVENT_LOOP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final boolean isBlocking;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private @Nullable Context home;
    private @Nullable Thread homeThread;

    private HostVerticle(boolean isBlocking) {
        this.isBlocking = isBlocking;
    }

    static Future<HostVerticle> deploy(Vertx vertx, boolean isBlocking, String connectorName, int threads) {
        HostVerticle host = new HostVerticle(isBlocking);
        DeploymentOptions options = new DeploymentOptions();
        if (isBlocking) {
            options.setThreadingModel(ThreadingModel.WORKER)
                    .setWorkerPoolName("danube-connect-" + connectorName)
                    .setWorkerPoolSize(threads);
        }
        return vertx.deployVerticle(host, options).map(host);
    }

    @Override
    public Future<?> start() {
        home = context;
        homeThread = Thread.currentThread();
        return Future.succeededFuture();
    }

    /** Makes a call on the connector's context; the result may come from any thread. */
    <T> Future<T> call(String name, Supplier<Future<T>> call) {
        Promise<T> promise = Promise.promise();
        requireContext().runOnContext(ignored -> {
            long begin = System.nanoTime();
            Future<T> future = guarded(name, call);
            long held = System.nanoTime() - begin;
            if (!isBlocking && held > MAX_EVENT_LOOP_NANOS) {
                violations.add(name + " held the event loop for " + TimeUnit.NANOSECONDS.toMillis(held)
                        + " ms; a connector that blocks implements the blocking interface");
            }
            future.onComplete(promise);
        });
        return promise.future();
    }

    @SuppressWarnings("ConstantValue") // null is what a connector must not return, and some will
    private <T> Future<T> guarded(String name, Supplier<Future<T>> call) {
        try {
            Future<T> future = call.get();
            if (future == null) {
                violations.add(name + " returned null instead of a future");
                return Future.failedFuture(name + " returned null");
            }
            return future;
        } catch (RuntimeException e) {
            violations.add(name + " threw " + e + " instead of returning a failed future");
            return Future.failedFuture(e);
        }
    }

    Context requireContext() {
        Context current = home;
        if (current == null) {
            throw new IllegalStateException("the host has not started");
        }
        return current;
    }

    /** Whether this is the event loop of the connector; timers and sockets run in duplicates of its context there. */
    boolean isCurrent() {
        return Thread.currentThread() == homeThread;
    }

    void violated(String sentence) {
        violations.add(sentence);
    }

    /** What the connector did against the rules of its calls, a sentence each. */
    List<String> violations() {
        return violations.stream().distinct().toList();
    }

    Future<Void> undeploy() {
        return vertx.undeploy(deploymentID());
    }
}
