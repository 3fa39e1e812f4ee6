package com.danubemessaging.connect.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads that were alive at a moment. Immutable. */
final class OpenThreads {

    /** Threads that belong to the JVM or to a library as a whole, and stay by design. */
    private static final List<String> SHARED = List.of(
            "ForkJoinPool.commonPool",
            "globalEventExecutor",
            "process reaper",
            "Common-Cleaner",
            "Cleaner-",
            "CompletableFutureDelayScheduler",
            "Attach Listener",
            "awaitility",
            "junit");

    private final Set<Thread> before;

    private OpenThreads(Set<Thread> before) {
        this.before = before;
    }

    static OpenThreads now() {
        return new OpenThreads(new HashSet<>(Thread.getAllStackTraces().keySet()));
    }

    /** Threads that are alive now and were not then, a sentence each. */
    List<String> added() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> SHARED.stream().noneMatch(name::startsWith))
                .map(name -> "the thread " + name + " is still alive")
                .toList();
    }
}
