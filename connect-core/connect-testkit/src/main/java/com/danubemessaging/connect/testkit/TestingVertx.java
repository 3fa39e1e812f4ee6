package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Vert.x of one test that knows what was opened with it and has not been closed: timers, sockets, servers'
 * connections, event bus handlers; and, of the whole JVM, threads and files that were not there when it was made.
 *
 * <p>Thread-safe, but only one at a time in a JVM gives a meaningful answer about threads and files.
 */
final class TestingVertx {

    /** What closing may take: a peer has to see the end of a connection, a thread has to come to its end. */
    private static final long SETTLE_SECONDS = 5;

    private final OpenFiles files = OpenFiles.now();
    private final OpenThreads threads = OpenThreads.now();
    private final OpenResources resources = new OpenResources();
    private final OpenTimers timers = new OpenTimers();
    private final Vertx vertx;
    private final Vertx seenByConnector;

    private TestingVertx() {
        vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setMetricsOptions(new MetricsOptions().setEnabled(true))
                        .setEventLoopPoolSize(2)
                        .setWorkerPoolSize(4))
                .withMetrics(options -> resources)
                .build();
        seenByConnector = timers.watch(vertx);
    }

    static TestingVertx create() {
        return new TestingVertx();
    }

    /** For the host. */
    Vertx vertx() {
        return vertx;
    }

    /** For the connector: the same, but timers are counted. */
    Vertx seenByConnector() {
        return seenByConnector;
    }

    /** What a connector that was shut down has left open, as far as Vert.x knows; waits for what is just closing. */
    List<String> leftOpen() {
        return settled(() -> {
            List<String> open = new ArrayList<>(timers.open());
            open.addAll(resources.open());
            return open;
        });
    }

    /** Closes, and says which threads and files are left; waits for what is just ending. */
    List<String> close() throws Exception {
        vertx.close().await(10, SECONDS);
        return settled(() -> {
            List<String> open = new ArrayList<>(threads.added());
            open.addAll(files.added());
            return open;
        });
    }

    private static List<String> settled(Supplier<List<String>> open) {
        try {
            Awaitility.await().atMost(SETTLE_SECONDS, SECONDS).until(() -> open.get()
                    .isEmpty());
            return List.of();
        } catch (ConditionTimeoutException e) {
            return open.get();
        }
    }
}
