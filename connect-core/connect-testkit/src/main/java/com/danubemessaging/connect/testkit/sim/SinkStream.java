package com.danubemessaging.connect.testkit.sim;

import java.util.ArrayDeque;

/** A process's end of one receive stream: reopens after a break, holds what arrives while it is paused. */
final class SinkStream {

    /** Why a stream ends without being asked to. */
    enum End {
        /** The connection broke. */
        BROKEN,
        /** Another consumer of the same name has taken it. */
        TAKEN,
        /** The topic has moved: the broker says that it is the end, and has to register the consumer anew. */
        MOVED
    }

    /** Who is told of streams. */
    interface StreamListener {
        void ended();

        void opened(boolean isSameConsumer);
    }

    private record Arrival(long offset, SimRecord record) {}

    private final World world;
    private final ProcessLife life;
    private final ModelSubscription subscription;
    private final ModelSubscription.Reader reader;
    private final StreamListener listener;
    private final ArrayDeque<Arrival> held = new ArrayDeque<>();

    /** Whether the broker has forgotten the consumer since its last stream; it has never known a new process. */
    private boolean isForgotten = true;

    private boolean isWanted;
    private boolean isPaused;

    /** Counts the streams that were opened one after the other. */
    private long generation;

    SinkStream(
            World world,
            ProcessLife life,
            ModelSubscription subscription,
            ModelSubscription.Reader reader,
            StreamListener listener) {
        this.world = world;
        this.life = life;
        this.subscription = subscription;
        this.reader = reader;
        this.listener = listener;
    }

    ModelSubscription subscription() {
        return subscription;
    }

    /** Whether the process wants it open; it may be broken for a moment all the same. */
    boolean isWanted() {
        return isWanted;
    }

    void open() {
        isWanted = true;
        isPaused = false;
        life.later(world.between(1, 20), this::connect);
    }

    private void connect() {
        if (isWanted && !subscription.isOpen()) {
            boolean isSameConsumer = !isForgotten;
            isForgotten = false;
            // Before anything that is delivered on it.
            listener.opened(isSameConsumer);
            subscription.open(this::arrived);
        }
    }

    private void arrived(int partition, long offset, SimRecord record) {
        long of = generation;
        life.run(() -> {
            // What a suspended process finds on a stream that was closed meanwhile is gone.
            if (of == generation) {
                read(partition, offset, record);
            }
        });
    }

    private void read(int partition, long offset, SimRecord record) {
        if (isPaused || !held.isEmpty()) {
            held.addLast(new Arrival(offset, record));
            return;
        }
        reader.delivered(partition, offset, record);
    }

    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
        life.later(0, () -> {
            while (!isPaused && isWanted && !held.isEmpty()) {
                Arrival next = held.removeFirst();
                reader.delivered(next.record.partition(), next.offset, next.record);
            }
        });
    }

    void close() {
        if (isWanted) {
            isWanted = false;
            generation++;
            held.clear();
            subscription.close();
        }
    }

    /** Ends and is opened again, unless the process has closed it meanwhile. */
    void cut(End end) {
        if (!isWanted || !subscription.isOpen()) {
            return;
        }
        generation++;
        held.clear();
        subscription.close();
        isForgotten |= end == End.MOVED;
        if (end != End.BROKEN) {
            life.later(0, listener::ended);
        }
        life.later(world.between(50, 2000), this::connect);
    }

    /** The broker no longer knows the consumer. */
    void forget() {
        isForgotten = true;
    }
}
