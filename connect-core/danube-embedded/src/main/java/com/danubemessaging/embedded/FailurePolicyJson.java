package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.PoisonPolicy;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A failure policy as JSON; absent keys have their defaults, durations are milliseconds. */
final class FailurePolicyJson {

    private FailurePolicyJson() {}

    static JsonObject write(FailurePolicy policy) {
        JsonObject json = new JsonObject()
                .put("maxRedeliveryCount", policy.maxRedeliveryCount())
                .put("ackTimeoutMillis", policy.ackTimeout().toMillis())
                .put("baseRedeliveryDelayMillis", policy.baseRedeliveryDelay().toMillis())
                .put("maxRedeliveryDelayMillis", policy.maxRedeliveryDelay().toMillis())
                .put("backoffStrategy", policy.backoffStrategy().name())
                .put("poisonPolicy", policy.poisonPolicy().name());
        String topic = policy.deadLetterTopic();
        return topic == null ? json : json.put("deadLetterTopic", topic);
    }

    static FailurePolicy read(JsonObject json) {
        FailurePolicy defaults = FailurePolicy.defaults();
        return new FailurePolicy(
                json.getInteger("maxRedeliveryCount", defaults.maxRedeliveryCount()),
                millis(json, "ackTimeoutMillis", defaults.ackTimeout()),
                millis(json, "baseRedeliveryDelayMillis", defaults.baseRedeliveryDelay()),
                millis(json, "maxRedeliveryDelayMillis", defaults.maxRedeliveryDelay()),
                BackoffStrategy.valueOf(json.getString(
                        "backoffStrategy", defaults.backoffStrategy().name())),
                PoisonPolicy.valueOf(
                        json.getString("poisonPolicy", defaults.poisonPolicy().name())),
                json.getString("deadLetterTopic"));
    }

    private static Duration millis(JsonObject json, String key, Duration fallback) {
        return Duration.ofMillis(json.getLong(key, fallback.toMillis()));
    }
}
