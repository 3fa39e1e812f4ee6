package com.danubemessaging.connect.runtime;

/** Where a connector is in its life. */
public enum ConnectorState {
    /** Deployed; connecting goes on, for as long as it takes. */
    STARTING,
    /** Records move, or would if there were any. */
    RUNNING,
    /** Finishing what is in flight. */
    STOPPING,
    /** Ended as asked. */
    STOPPED,
    /** Ended by a failure. */
    FAILED
}
