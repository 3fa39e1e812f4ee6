package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.TopicLimits;
import io.vertx.core.json.JsonObject;

/** Topic limits as JSON; absent keys mean unlimited. */
final class TopicLimitsJson {

    private TopicLimitsJson() {}

    static JsonObject write(TopicLimits limits) {
        return new JsonObject()
                .put("maxMessageBytes", limits.maxMessageBytes())
                .put("maxProducers", limits.maxProducers())
                .put("maxSubscriptions", limits.maxSubscriptions())
                .put("maxConsumers", limits.maxConsumers())
                .put("maxConsumersPerSubscription", limits.maxConsumersPerSubscription());
    }

    static TopicLimits read(JsonObject json) {
        return new TopicLimits(
                json.getInteger("maxMessageBytes", 0),
                json.getInteger("maxProducers", 0),
                json.getInteger("maxSubscriptions", 0),
                json.getInteger("maxConsumers", 0),
                json.getInteger("maxConsumersPerSubscription", 0));
    }
}
