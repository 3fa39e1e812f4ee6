package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.ClientWarning;
import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why something that is repeated has not succeeded yet: to the user's handler each time or, without one, to the
 * log now and then.
 */
final class Warnings {

    private static final Logger log = LoggerFactory.getLogger(Warnings.class);

    /** Attempts whose number is a power of two up to this are logged, then every multiple of it. */
    private static final int LOG_EVERY = 32;

    private @Nullable Handler<ClientWarning> handler;

    void handler(@Nullable Handler<ClientWarning> handler) {
        this.handler = handler;
    }

    void warn(Operation operation, String topic, int attempt, DanubeException error) {
        Handler<ClientWarning> listener = handler;
        if (listener != null) {
            try {
                listener.handle(new ClientWarning(operation.words() + " " + operation.object(), topic, attempt, error));
            } catch (RuntimeException e) {
                log.warn("The warning handler failed", e);
            }
        } else if (attempt % LOG_EVERY == 0 || (attempt < LOG_EVERY && Integer.bitCount(attempt) == 1)) {
            log.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("attempt", attempt)
                    .log("{}; trying again", error.getMessage());
        }
    }
}
