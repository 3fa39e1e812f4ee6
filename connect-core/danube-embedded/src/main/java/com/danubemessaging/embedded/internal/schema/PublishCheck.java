package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.proto.StreamMessage;
import java.util.Optional;

/** Whether a topic takes a message (Danube protocol: validation at publish). Stateless. */
public final class PublishCheck {

    private PublishCheck() {}

    /** Why it does not, in words with "schema" in them, by which clients tell the refusal; empty if it does. */
    public static Optional<String> refusal(TopicSchema topic, SchemaRegistry registry, StreamMessage message) {
        if (topic.policy() == ValidationPolicy.NONE) {
            return Optional.empty();
        }
        boolean isEnforced = topic.policy() == ValidationPolicy.ENFORCE;
        if (topic.subject() == null) {
            return isEnforced ? Optional.of("the topic enforces a schema but has no subject") : Optional.empty();
        }
        if (!message.hasSchemaId()) {
            return isEnforced
                    ? Optional.of("the message names no schema, the topic's subject is '" + topic.subject() + "'")
                    : Optional.empty();
        }
        Optional<Subject> subject = registry.find(message.getSchemaId());
        if (subject.isEmpty()) {
            // The real broker's words, which resemble those for a topic that it does not serve.
            return Optional.of("Schema ID " + Long.toUnsignedString(message.getSchemaId()) + " not found in registry");
        }
        if (!subject.get().name().equals(topic.subject())) {
            return isEnforced
                    ? Optional.of("the message's schema subject is '"
                            + subject.get().name() + "', the topic's '" + topic.subject() + "'")
                    : Optional.empty();
        }
        return topic.validatesPayload() ? payloadProblem(subject.get(), message) : Optional.empty();
    }

    /** By the version that the message names: to stay with the first one seen is a defect of the real broker. */
    private static Optional<String> payloadProblem(Subject subject, StreamMessage message) {
        SubjectVersion version = message.hasSchemaVersion()
                ? subject.version(message.getSchemaVersion()).orElse(null)
                : subject.latest();
        if (version == null) {
            return Optional.of("schema '" + subject.name() + "' has no version "
                    + Integer.toUnsignedString(message.getSchemaVersion()));
        }
        return version.definition()
                .payloadProblem(message.getPayload().toByteArray())
                .map(problem -> "schema validation failed, the payload is not of '" + subject.name() + "' version "
                        + version.version() + ": " + problem);
    }
}
