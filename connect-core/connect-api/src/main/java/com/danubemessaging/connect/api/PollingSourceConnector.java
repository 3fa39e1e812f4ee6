package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Future;
import java.util.List;

/** A source that is asked for records. */
public non-sealed interface PollingSourceConnector extends SourceConnector {

    /**
     * Returns what is there. Called again at once after a result that held records, after {@code poll_interval_ms} when
     * it was empty, and only while there is credit: records published but not yet confirmed are bounded. Calls never
     * overlap.
     *
     * @return the next records in order, possibly none. Failed with a Retryable error: called again with backoff,
     *     readiness off. Fatal or Configuration: the connector stops with exit code 1. Any other failure counts as
     *     Retryable and is logged
     */
    Future<List<SourceRecord>> poll();
}
