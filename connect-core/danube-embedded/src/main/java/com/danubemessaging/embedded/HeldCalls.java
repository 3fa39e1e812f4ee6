package com.danubemessaging.embedded;

import com.danubemessaging.embedded.internal.server.BrokerVerticle;
import com.danubemessaging.embedded.internal.server.Hold;
import io.vertx.core.Future;

/**
 * Calls that a broker withholds until it is told what to do with them: a known moment in the middle of something, for
 * as long as a test needs it. Clients see calls that take long. May be used from any thread.
 */
public final class HeldCalls {

    private final BrokerVerticle verticle;
    private final Hold hold;

    HeldCalls(BrokerVerticle verticle, Hold hold) {
        this.verticle = verticle;
        this.hold = hold;
    }

    /** Completes when the first call is withheld; at once if one has been. */
    public Future<Void> first() {
        return hold.first();
    }

    /** How many calls are withheld now, those included whose client has given up. */
    public Future<Integer> count() {
        return verticle.call(hold::size);
    }

    /** Withholds nothing more and lets go what waits, in order of arrival. Without effect after either end. */
    public Future<Void> release() {
        return verticle.call(() -> {
            verticle.faults().release(hold);
            return null;
        });
    }

    /**
     * Withholds nothing more and forgets what waits, as if it had been lost on the way: it is never answered, and has
     * no effect if it has had none. Without effect after either end.
     */
    public Future<Void> drop() {
        return verticle.call(() -> {
            verticle.faults().drop(hold);
            return null;
        });
    }
}
