package com.danubemessaging.connect.api;

import io.vertx.core.Future;

/** A source that pushes records when they come: a subscription, an HTTP server. */
public non-sealed interface StreamingSourceConnector extends SourceConnector {

    /**
     * Starts the flow. Called once, when all producers exist.
     *
     * @param emitter takes the records; usable until {@link #shutdown()}
     * @return completes as soon as the source has begun; a source whose peer is away completes and goes on connecting.
     *     A failure is fatal, unless it is Retryable: then it is tried again with backoff
     */
    Future<Void> start(RecordEmitter emitter);
}
