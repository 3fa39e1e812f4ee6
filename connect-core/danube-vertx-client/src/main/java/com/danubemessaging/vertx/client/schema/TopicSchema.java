package com.danubemessaging.vertx.client.schema;

import java.util.Objects;

/**
 * What a topic asks of its messages.
 *
 * @param subject the topic's subject; empty if it has none
 * @param policy how strictly
 * @param validatesPayload whether the broker looks at payloads, too. Brokers of release 0.15 expect Avro payloads to be
 *     container files then, and break calls with Protobuf payloads: leave it off for both
 */
public record TopicSchema(String subject, ValidationPolicy policy, boolean validatesPayload) {

    /** Checks that nothing is missing. */
    public TopicSchema {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(policy, "policy");
    }
}
