package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.schema.PublishCheck;
import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.TopicLimits;
import com.danubemessaging.proto.StreamMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may publish, and publishing. A registration is never removed when its client goes away: its name is the handle by
 * which a later client gets it back (Danube protocol: CreateProducer at the broker).
 */
final class Producers {

    private final Topics topics;
    private final BrokerSettings settings;
    private final Ids ids;
    private final SchemaRegistry schemas;
    private final Map<Long, Producer> byId = new HashMap<>();

    Producers(Topics topics, BrokerSettings settings, Ids ids, SchemaRegistry schemas) {
        this.topics = topics;
        this.settings = settings;
        this.ids = ids;
        this.schemas = schemas;
    }

    /**
     * Registers a producer; a name that is registered already gets the same id again.
     *
     * @param dispatchNumber the number on the wire, 0 non-reliable or 1 reliable
     * @param schemaSubject subject of the schema reference, or null without one
     */
    long create(String topicName, String name, int dispatchNumber, @Nullable String schemaSubject) {
        TopicNames.check(topicName);
        Topic topic = topics.find(topicName);
        DispatchMode mode = modeOf(dispatchNumber);
        if (topic == null) {
            topic = autoCreate(topicName, mode, dispatchNumber);
        }
        if (topic.isDraining()) {
            throw Topics.moving(topicName);
        }
        if (mode != null && mode != topic.mode()) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "topic " + topicName + " dispatches " + topic.mode() + ", producer " + name + " asks for " + mode);
        }
        if (schemaSubject != null) {
            assign(schemaSubject, topic);
        }
        Producer known = topic.producer(name);
        if (known != null) {
            return known.id();
        }
        if (TopicLimits.isReached(topic.producers().size(), settings.limits().maxProducers())) {
            throw new BrokerException(
                    Code.RESOURCE_EXHAUSTED,
                    "topic " + topicName + " has reached its limit of "
                            + settings.limits().maxProducers() + " producers");
        }
        Producer producer = new Producer(ids.next(), name, topic);
        topic.add(producer);
        byId.put(producer.id(), producer);
        return producer.id();
    }

    /**
     * Publishes a message to the topic that its {@code msg_id} names.
     *
     * @throws BrokerException INVALID_ARGUMENT, NOT_FOUND for an unknown producer, PERMISSION_DENIED for all else
     */
    void publish(StreamMessage message) {
        if (!message.hasMsgId()) {
            throw new BrokerException(Code.INVALID_ARGUMENT, "msg_id is missing");
        }
        long producerId = message.getMsgId().getProducerId();
        Producer producer = byId.get(producerId);
        if (producer == null) {
            throw new BrokerException(
                    Code.NOT_FOUND,
                    "producer " + Long.toUnsignedString(producerId) + " is not registered on this broker");
        }
        int limit = settings.limits().maxMessageBytes();
        if (limit > 0 && message.getPayload().size() > limit) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT,
                    "payload of " + message.getPayload().size() + " bytes is over the limit of " + limit);
        }
        try {
            Topic topic = publishable(message.getMsgId().getTopicName(), producer);
            PublishCheck.refusal(topic.schema(), schemas, message).ifPresent(refusal -> {
                throw denied("topic " + topic.name() + " refuses the message: " + refusal);
            });
            topic.publish(message);
        } catch (StorageException full) {
            throw new BrokerException(Code.PERMISSION_DENIED, full.explanation());
        }
    }

    /** Whether a producer is registered and its topic still served. */
    boolean isAlive(long id) {
        Producer producer = byId.get(id);
        return producer != null && topics.find(producer.topic().name()) == producer.topic();
    }

    /** Forgets the producers of a topic. */
    void forget(Topic topic) {
        byId.values().removeIf(producer -> producer.topic() == topic);
    }

    /** Forgets all producers. */
    void clear() {
        byId.clear();
    }

    /** The first producer with a schema decides for the topic, in memory only (Danube protocol: CreateProducer). */
    private void assign(String subject, Topic topic) {
        String current = topic.schema().subject();
        if (current != null && !current.equals(subject)) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION,
                    "topic " + topic.name() + " has the schema subject '" + current + "', not '" + subject + "'");
        }
        if (schemas.find(subject).isEmpty()) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION, "schema subject '" + subject + "' not found in the registry");
        }
        topic.schema(topic.schema().withSubject(subject));
    }

    private Topic autoCreate(String name, @Nullable DispatchMode mode, int dispatchNumber) {
        if (!settings.autoCreateTopics()) {
            throw new BrokerException(
                    Code.NOT_FOUND, "topic " + name + " does not exist and automatic creation is off");
        }
        if (mode == null) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT, "dispatch strategy " + dispatchNumber + " is neither 0 nor 1");
        }
        return topics.create(name, mode);
    }

    private Topic publishable(String name, Producer producer) {
        Topic topic = topics.find(name);
        if (topic == null) {
            throw denied("topic " + name + " not found in registry");
        }
        if (topic.isDraining()) {
            throw denied("topic " + name + " is draining or closed");
        }
        if (producer.topic() != topic) {
            throw denied("producer " + producer.name() + " is not attached to topic " + name);
        }
        return topic;
    }

    private static @Nullable DispatchMode modeOf(int number) {
        return switch (number) {
            case 0 -> DispatchMode.NON_RELIABLE;
            case 1 -> DispatchMode.RELIABLE;
            default -> null;
        };
    }

    private static BrokerException denied(String text) {
        return new BrokerException(Code.PERMISSION_DENIED, text);
    }
}
