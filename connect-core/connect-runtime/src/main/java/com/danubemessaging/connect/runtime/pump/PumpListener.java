package com.danubemessaging.connect.runtime.pump;

import org.jspecify.annotations.Nullable;

/** Hears how a pump ends. Called on the runtime's context. */
public interface PumpListener {

    /** Work cannot go on: the connector ends with exit code 1. {@code reason} is one sentence. */
    void failed(String reason, @Nullable Throwable cause);

    /** After {@code drain}: everything is done, but for {@code left} records that stay unacknowledged. */
    void drained(int left);
}
