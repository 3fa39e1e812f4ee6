package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.internal.schema.ValidationPolicy;

/** What topics ask of their messages, as administrators read and change it (Danube protocol: schema registry, RPCs). */
public final class TopicSchemas {

    private final Topics topics;
    private final SchemaRegistry schemas;

    TopicSchemas(Topics topics, SchemaRegistry schemas) {
        this.topics = topics;
        this.schemas = schemas;
    }

    /**
     * Gives a topic a subject and a policy, for good.
     *
     * @throws BrokerException INVALID_ARGUMENT for a policy, NOT_FOUND for a subject or topic that does not exist
     */
    public void configure(String topicName, String subject, String policy, boolean validatesPayload) {
        ValidationPolicy parsed = parse(policy);
        if (schemas.find(subject).isEmpty()) {
            throw new BrokerException(Code.NOT_FOUND, "schema subject '" + subject + "' not found in the registry");
        }
        Topic topic = topics.require(topicName);
        TopicSchema schema = new TopicSchema(subject, parsed, validatesPayload);
        topic.schema(schema);
        topic.stored().saveSchema(schema);
    }

    /**
     * Gives a topic another policy, for good if it has a subject. The real broker changes the policy before it refuses,
     * and so does this one.
     *
     * @throws BrokerException INVALID_ARGUMENT for a policy, NOT_FOUND for a topic that does not exist,
     *     FAILED_PRECONDITION for one without a subject
     */
    public void policy(String topicName, String policy, boolean validatesPayload) {
        ValidationPolicy parsed = parse(policy);
        Topic topic = topics.require(topicName);
        topic.schema(topic.schema().withPolicy(parsed, validatesPayload));
        if (topic.schema().subject() == null) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION, "topic " + topicName + " has no schema subject; configure one first");
        }
        topic.stored().saveSchema(topic.schema());
    }

    /**
     * What a topic asks.
     *
     * @throws BrokerException NOT_FOUND
     */
    public TopicSchema of(String topicName) {
        return topics.require(topicName).schema();
    }

    private static ValidationPolicy parse(String policy) {
        return ValidationPolicy.parse(policy)
                .orElseThrow(() -> new BrokerException(
                        Code.INVALID_ARGUMENT, "validation policy '" + policy + "' is none of none, warn and enforce"));
    }
}
