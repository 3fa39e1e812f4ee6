package com.danubemessaging.connect.benchmarks.engine;

import com.danubemessaging.connect.engine.source.Emission;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.connect.engine.source.Settlement;
import com.danubemessaging.connect.engine.source.SourceEvent;
import com.danubemessaging.connect.engine.source.SourcePort;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the engine asks for until the benchmark answers it. Anything but the good case is a mistake here. */
final class InMemorySourcePort implements SourcePort<Object> {

    private final ArrayDeque<Emission<Object>> publishes = new ArrayDeque<>();
    private boolean isCommitting;

    @Nullable
    Emission<Object> nextPublish() {
        return publishes.pollFirst();
    }

    boolean takeCommit() {
        boolean was = isCommitting;
        isCommitting = false;
        return was;
    }

    @Override
    public void publish(Emission<Object> emission) {
        publishes.addLast(emission);
    }

    @Override
    public void settled(Emission<Object> emission, Settlement settlement) {
        if (settlement != Settlement.PUBLISHED) {
            throw unexpected(settlement.name());
        }
    }

    @Override
    public void commit(List<Emission<Object>> heads) {
        isCommitting = true;
    }

    @Override
    public void creditAvailable() {}

    @Override
    public void wakeAt(long timeMillis) {}

    @Override
    public void deadLetter(Emission<Object> emission, PublishFailure reason, @Nullable Throwable cause) {
        throw unexpected("deadLetter");
    }

    @Override
    public void report(SourceEvent event) {
        throw unexpected(event.toString());
    }

    @Override
    public void drained(int unsettled) {
        throw unexpected("drained");
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        throw unexpected(detail);
    }

    private static IllegalStateException unexpected(String what) {
        return new IllegalStateException("not part of the good case: " + what);
    }
}
