package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.SubscriptionLag;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is known of one subscription to one partition. Confined to the runtime's context. */
final class CaredSubscription {

    /** Whether the broker uses the policy that is stored. */
    enum Force {
        /** It was stored before the subscription was made. */
        YES("yes"),
        /** The subscription was there already, with the policy of before. */
        LATER("once the broker loads the topic again"),
        /** It was stored already when this process started; since when, nobody tells. */
        UNTOLD("unknown");

        private final String words;

        Force(String words) {
            this.words = words;
        }
    }

    final String topic;
    final String subscription;
    final SubscriptionType type;

    /** Whether the first Subscribe need not wait for the admin port any more. */
    boolean isPrepared;

    /** Whether the broker has been asked with success. */
    boolean isKnown;

    private @Nullable FailurePolicy policy;
    private Force force = Force.UNTOLD;
    private @Nullable SubscriptionLag lag;

    CaredSubscription(String topic, String subscription, SubscriptionType type) {
        this.topic = topic;
        this.subscription = subscription;
        this.type = type;
    }

    void lag(@Nullable SubscriptionLag told) {
        lag = told;
    }

    void policy(FailurePolicy stored, Force used) {
        policy = stored;
        force = used;
    }

    /** An answer did not come: what it would have said is not known any more. */
    void unknown() {
        lag = null;
    }

    BrokerView view() {
        SubscriptionLag told = lag;
        return new BrokerView(
                told == null ? OptionalLong.empty() : OptionalLong.of(told.total()),
                told != null && told.isBlocked(),
                Optional.ofNullable(policy).map(this::json));
    }

    private JsonObject json(FailurePolicy stored) {
        JsonObject json = new JsonObject()
                .put("max_redelivery_count", stored.maxRedeliveryCount())
                .put("ack_timeout_ms", stored.ackTimeout().toMillis())
                .put("poison_policy", stored.poisonPolicy().name().toLowerCase(Locale.ROOT));
        if (stored.deadLetterTopic() != null) {
            json.put("dead_letter_topic", stored.deadLetterTopic());
        }
        return json.put("in_force", force.words);
    }
}
