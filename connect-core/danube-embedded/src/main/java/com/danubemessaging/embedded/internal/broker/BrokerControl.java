package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.TopicStats;
import java.util.List;

/** What an operator or a test may do to a broker besides the client API: look inside, administer, disturb. */
public final class BrokerControl {

    private final Broker broker;

    /** Controls one life of a broker. */
    public BrokerControl(Broker broker) {
        this.broker = broker;
    }

    /** Names of all topics in byte order. */
    public List<String> topics() {
        return broker.topics().all().stream().map(Topic::name).toList();
    }

    /** A snapshot of one topic. */
    public TopicStats stats(String topic) {
        return broker.topics().require(topic).stats();
    }

    /** Creates a topic as an administrator does. */
    public void createTopic(String topic, DispatchMode mode) {
        broker.topics().create(topic, mode);
    }

    /**
     * Deletes a topic with its messages; streams end, and its producers learn from health checks or when they send next
     * that it is gone.
     */
    public void deleteTopic(String name) {
        Topic topic = broker.topics().require(name);
        broker.unload(topic, false);
        broker.topics().delete(topic);
    }

    /**
     * Removes a subscription with its cursor and failure policy.
     *
     * @throws BrokerException NOT_FOUND if there is none or one of its consumers is active
     */
    public void unsubscribe(String topicName, String name) {
        Topic topic = broker.topics().require(topicName);
        Subscription subscription = topic.subscription(name);
        if (subscription == null && topic.stored().cursor(name).isEmpty()) {
            throw new BrokerException(Code.NOT_FOUND, "topic " + topicName + " has no subscription " + name);
        }
        if (subscription != null && subscription.members().anyActive()) {
            throw new BrokerException(
                    Code.NOT_FOUND,
                    "subscription " + name + " of " + topicName + " has active consumers: "
                            + subscription.members().activeNames());
        }
        if (subscription != null) {
            broker.forget(topic, subscription);
        } else {
            topic.remove(name);
        }
        broker.store().saveSettings(topicName, name, SubscriptionSettings.NONE);
    }

    /**
     * Sets a subscription's failure policy, before or after the subscription exists.
     *
     * @throws BrokerException FAILED_PRECONDITION if the topic is non-reliable
     */
    public void setFailurePolicy(String topicName, String name, FailurePolicy policy) {
        TopicNames.check(topicName);
        Topic topic = broker.topics().find(topicName);
        if (topic != null && topic.mode() != DispatchMode.RELIABLE) {
            throw new BrokerException(
                    Code.FAILED_PRECONDITION, "topic " + topicName + " is non-reliable and has no failure policies");
        }
        BrokerStore store = broker.store();
        store.saveSettings(topicName, name, store.settings(topicName, name).withFailurePolicy(policy));
        if (topic != null && topic.subscription(name) instanceof ReliableSubscription subscription) {
            subscription.policy(policy);
        }
    }

    /** The topic refuses everything from now on, as in the first phase of a move. */
    public void drainTopic(String topic) {
        broker.topics().require(topic).drain();
    }

    /** The topic is unloaded and served again by what clients take for its new owner. */
    public void moveTopic(String name) {
        Topic topic = broker.topics().require(name);
        broker.unload(topic, true);
        broker.topics().reload(topic);
    }

    /** Messages and offsets of a reliable topic are lost, its cursors only if asked. */
    public void loseOffsets(String name, boolean cursorsToo) {
        Topic topic = requireReliable(name);
        broker.unload(topic, true);
        topic.stored().log().reset();
        if (cursorsToo) {
            List.copyOf(topic.stored().cursors().keySet())
                    .forEach(subscription -> topic.stored().removeCursor(subscription));
        }
        broker.topics().reload(topic);
    }

    /** The next unread messages of a subscription are passed over. */
    public void skip(String topic, String subscription, long count) {
        ReliableSubscription target = requireReliable(topic, subscription);
        target.faults().skip(count);
        target.ready();
    }

    /** The next deliveries of a subscription are written twice. */
    public void duplicate(String topic, String subscription, long count) {
        requireReliable(topic, subscription).faults().duplicate(count);
    }

    /** Breaks all receive streams and returns how many there were. */
    public int resetStreams() {
        return broker.resetStreams();
    }

    private Topic requireReliable(String name) {
        Topic topic = broker.topics().require(name);
        if (topic.mode() != DispatchMode.RELIABLE) {
            throw new BrokerException(Code.FAILED_PRECONDITION, "topic " + name + " is non-reliable");
        }
        return topic;
    }

    private ReliableSubscription requireReliable(String topic, String subscription) {
        if (requireReliable(topic).subscription(subscription) instanceof ReliableSubscription reliable) {
            return reliable;
        }
        throw new BrokerException(
                Code.NOT_FOUND, "topic " + topic + " has no subscription " + subscription + " in memory");
    }
}
