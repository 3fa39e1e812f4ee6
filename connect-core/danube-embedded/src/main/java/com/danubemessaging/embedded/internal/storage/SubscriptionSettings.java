package com.danubemessaging.embedded.internal.storage;

import com.danubemessaging.embedded.model.FailurePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator set for one subscription, whether or not it exists yet. Immutable.
 *
 * @param failurePolicy null for the broker's own
 * @param window unacknowledged messages, 1 to 10 000, or 0 for the broker's own
 */
public record SubscriptionSettings(@Nullable FailurePolicy failurePolicy, int window) {

    /** Nothing was set. */
    public static final SubscriptionSettings NONE = new SubscriptionSettings(null, 0);

    /** The same with a failure policy. */
    public SubscriptionSettings withFailurePolicy(FailurePolicy policy) {
        return new SubscriptionSettings(policy, window);
    }

    /** The same with a window. */
    public SubscriptionSettings withWindow(int messages) {
        return new SubscriptionSettings(failurePolicy, messages);
    }
}
