package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.SubscriptionType;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Consumer settings from what a connector wants. Names stay as they are on Exclusive and Failover subscriptions, which
 * are bound to their first consumer's name for good. On Shared ones they get the instance's id, so that replicas do not
 * steal each other's stream. On KeyShared ones every attachment gets a name of its own: a consumer that was away for
 * more than 3 s and returns under its old name receives nothing.
 */
final class ConsumerNames {

    private static final AtomicLong ATTACHMENTS = new AtomicLong(System.currentTimeMillis());

    private ConsumerNames() {}

    static ConsumerOptions options(ConsumerConfig config, String instanceId) {
        ConsumerOptions options = new ConsumerOptions(config.topic(), config.subscription(), config.consumerName());
        String instanceName = config.consumerName() + '-' + instanceId;
        return switch (config.type()) {
            case EXCLUSIVE -> options.setType(SubscriptionType.EXCLUSIVE);
            case FAILOVER -> options.setType(SubscriptionType.FAILOVER);
            case SHARED -> options.setType(SubscriptionType.SHARED).setConsumerName(instanceName);
            case KEY_SHARED ->
                options.setType(SubscriptionType.KEY_SHARED)
                        .setConsumerName(instanceName)
                        .setConsumerNameSupplier(() -> instanceName + '-' + ATTACHMENTS.incrementAndGet());
        };
    }
}
