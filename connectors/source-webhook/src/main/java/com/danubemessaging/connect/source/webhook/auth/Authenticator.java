package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.source.webhook.answer.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Decides whether a request comes from somebody who may send. Confined to the connector's context. */
public interface Authenticator {

    /** A request that passed; told if its event was not taken, so that the same request may come again. */
    interface Grant {

        /** Nothing to undo. */
        Grant PLAIN = () -> {};

        /** The event was not taken. */
        void withdraw();
    }

    /**
     * Looks at the headers.
     *
     * @throws Refusal if they are enough to refuse the request
     */
    void checkHeaders(MultiMap headers) throws Refusal;

    /** Whether {@link #checkBody} must be asked, too. */
    default boolean needsBody() {
        return false;
    }

    /**
     * Looks at the body, of a request whose headers passed.
     *
     * @param isKnown whether the request only repeats an event that was taken, or is being taken, so that nothing will
     *     be published: then a signature that was used before is good enough
     * @throws Refusal if it is not what the headers say
     */
    default Grant checkBody(MultiMap headers, Buffer body, boolean isKnown) throws Refusal {
        return Grant.PLAIN;
    }
}
