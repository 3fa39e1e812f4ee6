package com.danubemessaging.embedded.internal.broker;

import org.jspecify.annotations.Nullable;

/**
 * One consumer at a time. When it leaves, the first active one in order of subscription is promoted and stays active
 * even after its predecessor has come back; while everybody is away, nobody is.
 */
final class FailoverSelector implements ConsumerSelector {

    private final Members members;
    private @Nullable Consumer promoted;

    FailoverSelector(Members members) {
        this.members = members;
    }

    @Override
    public Selection select(String key) {
        return Selection.of(promoted);
    }

    @Override
    public void membersChanged() {
        Consumer current = promoted;
        if (current == null || !current.isActive()) {
            promoted = members.firstActive();
        }
    }
}
