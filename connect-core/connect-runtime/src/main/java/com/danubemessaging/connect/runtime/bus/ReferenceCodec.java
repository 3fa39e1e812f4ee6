package com.danubemessaging.connect.runtime.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Passes a message by reference inside one Vert.x instance. Stateless. */
final class ReferenceCodec implements MessageCodec<Object, Object> {

    /** Prefixed, because a host application shares the bus. */
    static final String NAME = "danube-connect-reference";

    ReferenceCodec() {}

    /** Registers the codec once per Vert.x; further calls do nothing. */
    static void register(Vertx vertx) {
        try {
            vertx.eventBus().registerCodec(new ReferenceCodec());
        } catch (IllegalStateException alreadyRegistered) {
            // Another connector of this Vert.x was first; the codec has no state, so any instance will do.
        }
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new IllegalStateException("messages between runtime and connector never leave the process");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("messages between runtime and connector never come from another process");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
