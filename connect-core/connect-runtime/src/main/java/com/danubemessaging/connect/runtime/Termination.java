package com.danubemessaging.connect.runtime;

import org.jspecify.annotations.Nullable;

/**
 * How a connector ended.
 *
 * @param failed whether it ended by a failure: a process of its own exits with 1
 * @param reason one sentence for the person on call
 * @param cause what is underneath, if anything
 */
public record Termination(boolean failed, String reason, @Nullable Throwable cause) {}
