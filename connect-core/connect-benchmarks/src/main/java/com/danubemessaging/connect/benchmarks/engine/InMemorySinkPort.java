package com.danubemessaging.connect.benchmarks.engine;

import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.Outcome;
import com.danubemessaging.connect.engine.sink.Outcomes;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.engine.sink.SinkPort;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the engine asks for until the benchmark answers it. Anything but the good case is a mistake here. */
final class InMemorySinkPort implements SinkPort<Object> {

    private final ArrayDeque<Delivery<Object>> acks = new ArrayDeque<>();
    private final Outcomes allDone = new AllDone();
    private long batchId;
    private int batchSize;

    private final class AllDone implements Outcomes {
        @Override
        public int size() {
            return batchSize;
        }

        @Override
        public Outcome status(int index) {
            return Outcome.DONE;
        }

        @Override
        public @Nullable Throwable cause(int index) {
            return null;
        }
    }

    long batchId() {
        return batchId;
    }

    Outcomes allDone() {
        return allDone;
    }

    @Nullable
    Delivery<Object> nextAck() {
        return acks.pollFirst();
    }

    @Override
    public void deliver(int task, long id, int subscription, List<Object> records) {
        batchId = id;
        batchSize = records.size();
    }

    @Override
    public void ack(Delivery<Object> delivery) {
        acks.addLast(delivery);
    }

    @Override
    public void wakeAt(long timeMillis) {}

    @Override
    public void interrupt(int task, long id) {
        throw unexpected("interrupt");
    }

    @Override
    public void deadLetter(Delivery<Object> delivery, GiveUp reason, @Nullable Throwable cause) {
        throw unexpected("deadLetter");
    }

    @Override
    public void pause(int partition) {
        throw unexpected("pause");
    }

    @Override
    public void resume(int partition) {
        throw unexpected("resume");
    }

    @Override
    public void closeStream(int partition) {
        throw unexpected("closeStream");
    }

    @Override
    public void openStream(int partition) {
        throw unexpected("openStream");
    }

    @Override
    public void report(SinkEvent event) {
        throw unexpected(event.toString());
    }

    @Override
    public void drained(int unacknowledged) {
        throw unexpected("drained");
    }

    @Override
    public void stopped(SinkEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        throw unexpected(detail);
    }

    private static IllegalStateException unexpected(String what) {
        return new IllegalStateException("not part of the good case: " + what);
    }
}
