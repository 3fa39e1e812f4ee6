package com.danubemessaging.connect.testkit;

/**
 * What a sink can do beyond its duty. A sink declares what it has; of what it has not, {@link SinkContract} checks that
 * it is refused or left out in good order.
 */
public enum SinkCapability {
    /** Keeps attributes. Without it, attributes are left out and harm nothing. */
    ATTRIBUTES,
    /** Takes any bytes. Without it, a payload that does not fit is INVALID, and its neighbours are written. */
    ANY_PAYLOAD,
    /** Writing a record twice leaves it there once. Without it, a record may be there twice, and never no more. */
    IDEMPOTENT,
    /** Several tasks may write to one target. Without it, a second task is refused with a sentence. */
    SEVERAL_TASKS
}
