package com.danubemessaging.embedded.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a topic asks of its messages. Immutable.
 *
 * @param subject the subject that its messages belong to; null for none
 * @param policy how strictly
 * @param validatesPayload whether payloads are looked at, too
 */
public record TopicSchema(@Nullable String subject, ValidationPolicy policy, boolean validatesPayload) {

    /** A fresh topic's (Danube protocol: validation at publish). */
    public static final TopicSchema FRESH = new TopicSchema(null, ValidationPolicy.WARN, false);

    /** The same with a subject. */
    public TopicSchema withSubject(String newSubject) {
        return new TopicSchema(newSubject, policy, validatesPayload);
    }

    /** The same with another policy. */
    public TopicSchema withPolicy(ValidationPolicy newPolicy, boolean isPayloadValidated) {
        return new TopicSchema(subject, newPolicy, isPayloadValidated);
    }
}
