package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.TopicLimits;
import java.util.Set;

/**
 * What the core needs to know from the options.
 *
 * @param brokerUrl the broker's identity in answers and dead letters, absolute with scheme
 * @param connectUrl the address to dial, absolute with scheme
 * @param proxy what lookups say about a proxy
 * @param namespaces the namespaces that exist
 * @param autoCreateNamespaces whether a producer creates a missing namespace
 * @param autoCreateTopics whether a producer creates a missing topic
 * @param maxUnackedMessages deliveries outstanding per reliable subscription, 1 to 10 000
 * @param defaultPolicy failure policy of subscriptions that have none of their own
 * @param limits limits of every topic
 * @param heartbeatMillis how often {@link Broker#heartbeat()} is called
 * @param quirks which hazards of the real broker show
 */
public record BrokerSettings(
        String brokerUrl,
        String connectUrl,
        boolean proxy,
        Set<String> namespaces,
        boolean autoCreateNamespaces,
        boolean autoCreateTopics,
        int maxUnackedMessages,
        FailurePolicy defaultPolicy,
        TopicLimits limits,
        long heartbeatMillis,
        BrokerQuirks quirks) {

    /** Copies the namespaces. */
    public BrokerSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
