package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.StreamMessage;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes exhausted messages to their dead letter topics, which are created as reliable topics when first needed. The
 * copy keeps payload and attributes, loses routing key and schema, and says where it came from (Danube protocol:
 * dead-letter message).
 */
final class DeadLetterPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterPublisher.class);

    private record Sender(String name, long id) {}

    private final Topics topics;
    private final Ids ids;
    private final BrokerClock clock;
    private final String brokerUrl;
    private final long brokerId;
    private final Map<String, Sender> senders = new HashMap<>();
    private String lastFailure = "";

    DeadLetterPublisher(Topics topics, Ids ids, BrokerClock clock, String brokerUrl) {
        this.topics = topics;
        this.ids = ids;
        this.clock = clock;
        this.brokerUrl = brokerUrl;
        this.brokerId = ids.next();
    }

    /** Where the messages of one topic go. */
    DeadLetters of(String topic) {
        return (subscription, delivery, policy) -> publish(topic, subscription, delivery, policy);
    }

    private boolean publish(String origin, String subscription, Delivery delivery, FailurePolicy policy) {
        String target = policy.deadLetterTopic();
        if (target == null) {
            throw new IllegalStateException("a policy that dead-letters always names a topic");
        }
        try {
            topicFor(target).publish(copy(origin, subscription, delivery, target));
            return true;
        } catch (BrokerException | StorageException refused) {
            report(origin, target, refused);
            return false;
        }
    }

    private Topic topicFor(String target) {
        Topic topic = topics.find(target);
        if (topic == null) {
            return topics.create(target, DispatchMode.RELIABLE);
        }
        if (topic.mode() != DispatchMode.RELIABLE) {
            throw new BrokerException(
                    BrokerException.Code.FAILED_PRECONDITION, "dead letter topic " + target + " is not reliable");
        }
        if (topic.isDraining()) {
            throw new BrokerException(BrokerException.Code.UNAVAILABLE, "dead letter topic " + target + " is draining");
        }
        return topic;
    }

    private StreamMessage copy(String origin, String subscription, Delivery delivery, String target) {
        StreamMessage message = delivery.message;
        Sender sender = senders.computeIfAbsent(
                target, t -> new Sender("broker-replicator-" + brokerId + "-" + senders.size(), ids.next()));
        StreamMessage.Builder copy = StreamMessage.newBuilder()
                .setMsgId(MsgID.newBuilder()
                        .setProducerId(sender.id)
                        .setTopicName(target)
                        .setBrokerAddr(brokerUrl))
                .setPayload(message.getPayload())
                .setPublishTime(clock.epochMillis())
                .setProducerName(sender.name)
                .putAllAttributes(message.getAttributesMap())
                .putAttributes("x-original-topic", origin)
                .putAttributes("x-original-subscription", subscription)
                .putAttributes("x-original-topic-offset", Long.toUnsignedString(delivery.offset))
                .putAttributes(
                        "x-original-producer-id",
                        Long.toUnsignedString(message.getMsgId().getProducerId()))
                .putAttributes("x-original-broker-addr", message.getMsgId().getBrokerAddr())
                .putAttributes("x-poison-policy", "dead_letter")
                .putAttributes("x-delivery-attempt", Integer.toString(delivery.attempts));
        String reason = delivery.reason;
        if (reason != null) {
            copy.putAttributes("x-failure-reason", reason);
        }
        return copy.build();
    }

    /** The attempt is repeated with every heartbeat, so only a new reason is worth a line. */
    private void report(String origin, String target, RuntimeException refused) {
        String failure = origin + " " + target + " " + refused.getMessage();
        if (!failure.equals(lastFailure)) {
            lastFailure = failure;
            LOG.warn(
                    "Dead letter of {} cannot be published to {} and will be tried again: {}",
                    origin,
                    target,
                    refused.getMessage());
        }
    }
}
