package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.SubscriptionType;

/** The rule by which one subscription picks the consumer of a message. */
interface ConsumerSelector {

    /** Who gets a message with this key now. */
    Selection select(String key);

    /** Consumers joined, left or came back. */
    default void membersChanged() {}

    /** Lets time pass: absent members may lose what they own. */
    default void heartbeat(long now) {}

    /** The rule of a subscription type over the given members. */
    static ConsumerSelector of(SubscriptionType type, Members members, long evictionMillis, BrokerQuirks quirks) {
        return switch (type) {
            case EXCLUSIVE -> key -> Selection.of(members.first());
            case FAILOVER ->
                quirks.has(Hazard.FAILOVER) ? key -> Selection.of(members.first()) : new FailoverSelector(members);
            case SHARED -> new SharedSelector(members, quirks.has(Hazard.H5));
            case KEY_SHARED -> new KeySharedSelector(members, evictionMillis, quirks.has(Hazard.H7));
        };
    }
}
