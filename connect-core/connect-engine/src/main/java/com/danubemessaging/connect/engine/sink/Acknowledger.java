package com.danubemessaging.connect.engine.sink;

import com.danubemessaging.connect.engine.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sends acknowledgements as records finish, pipelined, under two rules: within a lane they leave in offset order, a
 * failed one again before the next; and the highest delivered offset waits until all lower ones were answered, because
 * a broker that sees it first, with nothing left to read, neither redelivers the lower ones nor sends anything else
 * until the next publish.
 */
final class Acknowledger<R> {

    private final SinkOptions options;
    private final SinkPort<R> port;
    private final Timers timers;
    private final RandomGenerator random;
    private final Totals totals;
    private final StreamGuard<R> guard;

    /** Lanes with failed acknowledgements, and those in the order of their offsets. */
    private final Map<Lane<R>, List<Entry<R>>> failed = new HashMap<>();

    private boolean isStopped;

    Acknowledger(
            SinkOptions options,
            SinkPort<R> port,
            Timers timers,
            RandomGenerator random,
            Totals totals,
            StreamGuard<R> guard) {
        this.options = options;
        this.port = port;
        this.timers = timers;
        this.random = random;
        this.totals = totals;
        this.guard = guard;
    }

    /** This record is written, stored as a dead letter, skipped, or a copy of one that is. */
    void finished(Entry<R> entry, long now) {
        if (!entry.ledger.acknowledges()) {
            Lane<R> lane = entry.lane;
            entry.state = Entry.State.DONE;
            while (lane.firstUnacked != null && lane.firstUnacked.state == Entry.State.DONE) {
                Entry<R> first = lane.firstUnacked;
                lane.unchainFirst();
                leave(first, now);
            }
            return;
        }
        entry.state = Entry.State.DONE;
        send(entry.lane, now);
    }

    private void send(Lane<R> lane, long now) {
        while (!isStopped && !lane.ackStalled) {
            Entry<R> first = lane.firstUnacked;
            if (first == null || first.state != Entry.State.DONE || first.ledger.mustWait(first)) {
                return;
            }
            lane.unchainFirst();
            if (first.ledger.isOutdated(first)) {
                leave(first, now);
                continue;
            }
            first.state = Entry.State.ACK_SENT;
            port.ack(first);
        }
    }

    void answered(Entry<R> entry, AckAnswer answer, long now) {
        if (entry.state != Entry.State.ACK_SENT) {
            return;
        }
        if (answer == AckAnswer.FAILED) {
            stall(entry, now);
            return;
        }
        if (answer == AckAnswer.OK) {
            totals.acknowledged++;
        } else {
            totals.unknownAcks++;
        }
        if (entry.ackAgain) {
            // A copy came while the answer was on its way: the broker waits for the acknowledgement of that one, also
            // if it did not know the subscription when the first arrived.
            entry.ackAgain = false;
            port.ack(entry);
            return;
        }
        leave(entry, now);
    }

    private void leave(Entry<R> entry, long now) {
        PartitionLedger<R> ledger = entry.ledger;
        ledger.remove(entry);
        guard.released(entry.bytes, now);
        release(ledger, now);
    }

    /** Lets the highest delivery go if nothing holds it back any more. */
    void release(PartitionLedger<R> ledger, long now) {
        Entry<R> free = ledger.takeReleased();
        if (free != null) {
            send(free.lane, now);
        }
    }

    private void stall(Entry<R> entry, long now) {
        Lane<R> lane = entry.lane;
        entry.state = Entry.State.ACK_FAILED;
        entry.ackAttempts++;
        List<Entry<R>> waiting = failed.get(lane);
        if (waiting != null) {
            waiting.add(entry);
            return;
        }
        List<Entry<R>> first = new ArrayList<>();
        first.add(entry);
        failed.put(lane, first);
        lane.ackStalled = true;
        timers.at(now + options.ackBackoff().delayMillis(entry.ackAttempts, random), later -> repeat(lane, later));
    }

    private void repeat(Lane<R> lane, long now) {
        List<Entry<R>> again = failed.remove(lane);
        lane.ackStalled = false;
        if (again == null || isStopped) {
            return;
        }
        again.sort(Comparator.comparing(entry -> entry.offset, Long::compareUnsigned));
        for (Entry<R> entry : again) {
            if (entry.ledger.isOutdated(entry)) {
                leave(entry, now);
            } else {
                entry.state = Entry.State.ACK_SENT;
                port.ack(entry);
            }
        }
        send(lane, now);
    }

    void stop() {
        isStopped = true;
    }
}
