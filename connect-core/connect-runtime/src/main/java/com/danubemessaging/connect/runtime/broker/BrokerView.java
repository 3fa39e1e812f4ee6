package com.danubemessaging.connect.runtime.broker;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the admin port last told of a subscription to one partition. Immutable.
 *
 * @param lag records that the subscription is behind; empty where that is not known
 * @param isBlocked whether a record whose deliveries are used up stops it; false where that is not known
 * @param policy the failure policy, for people; empty where it is not known
 */
public record BrokerView(OptionalLong lag, boolean isBlocked, Optional<JsonObject> policy) {

    /** Nothing is known. */
    public static final BrokerView UNKNOWN = new BrokerView(OptionalLong.empty(), false, Optional.empty());
}
