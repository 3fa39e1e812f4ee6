package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.SinkConnector;

/** Which of the shapes a connector has. */
public enum ConnectorKind {
    /** Takes batches. */
    SINK,
    /** Is asked for records, and resumes from the position store. */
    POLLED_SOURCE,
    /** Emits by itself; its origin knows what was acknowledged. */
    STREAMING_SOURCE;

    /** The shape of this connector. */
    public static ConnectorKind of(Connector connector) {
        if (connector instanceof SinkConnector || connector instanceof BlockingSinkConnector) {
            return SINK;
        }
        boolean isPolled = connector instanceof PollingSourceConnector || connector instanceof BlockingSourceConnector;
        return isPolled ? POLLED_SOURCE : STREAMING_SOURCE;
    }
}
