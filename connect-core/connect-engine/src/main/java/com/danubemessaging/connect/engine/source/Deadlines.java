package com.danubemessaging.connect.engine.source;

import com.danubemessaging.connect.engine.Timers;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Emissions that somebody waits for until a certain time, and one timer for the earliest. */
final class Deadlines<R> {

    private final Timers timers;
    private final LongConsumer due;
    private final TreeSet<Emitted<R>> open = new TreeSet<>(Emitted.BY_DEADLINE);
    private long watched = Long.MAX_VALUE;

    /** @param due runs when the earliest deadline has come; it takes everything that {@link #takeDue} gives */
    Deadlines(Timers timers, LongConsumer due) {
        this.timers = timers;
        this.due = due;
    }

    void add(Emitted<R> emission) {
        open.add(emission);
        watch();
    }

    void remove(Emitted<R> emission) {
        open.remove(emission);
    }

    /** Takes an emission whose deadline has come; null if there is none left. */
    @Nullable
    Emitted<R> takeDue(long now) {
        if (open.isEmpty() || open.first().deadline > now) {
            watch();
            return null;
        }
        return open.pollFirst();
    }

    private void watch() {
        if (!open.isEmpty() && open.first().deadline < watched) {
            watched = open.first().deadline;
            timers.at(watched, now -> {
                watched = Long.MAX_VALUE;
                due.accept(now);
            });
        }
    }
}
