package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.Hazard;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The topics of this broker by name: who may be created, who is a partition of whom. Partitions are ordinary topics;
 * nothing records how many were meant (Danube protocol: partitions).
 */
final class Topics {

    private final BrokerStore store;
    private final boolean autoCreateNamespaces;
    private final Set<String> namespaces;
    private final boolean matchesPrefixes;
    private final Map<String, Topic> topics = new TreeMap<>();

    Topics(BrokerStore store, BrokerSettings settings) {
        this.store = store;
        this.autoCreateNamespaces = settings.autoCreateNamespaces();
        this.matchesPrefixes = settings.quirks().has(Hazard.H1);
        this.namespaces = new TreeSet<>(settings.namespaces());
        namespaces.addAll(store.namespaces());
        for (StoredTopic stored : store.topics()) {
            topics.put(stored.name(), new Topic(stored));
            namespaces.add(TopicNames.namespaceOf(stored.name()));
        }
    }

    Collection<Topic> all() {
        return Collections.unmodifiableCollection(topics.values());
    }

    @Nullable
    Topic find(String name) {
        return topics.get(name);
    }

    /**
     * The topic of a name.
     *
     * @throws BrokerException NOT_FOUND
     */
    Topic require(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new BrokerException(Code.NOT_FOUND, "topic " + name + " does not exist");
        }
        return topic;
    }

    /** The name itself if it is a topic, else its partitions in byte order, else nothing. */
    List<String> partitionsOf(String base) {
        if (topics.containsKey(base)) {
            return List.of(base);
        }
        return topics.keySet().stream()
                .filter(name -> matchesPrefixes ? name.startsWith(base) : TopicNames.isPartitionOf(name, base))
                .toList();
    }

    /**
     * Creates a topic (Danube protocol: creating topics, with its checks in its order).
     *
     * @throws BrokerException INVALID_ARGUMENT, UNAVAILABLE for an unknown namespace, or ALREADY_EXISTS
     */
    Topic create(String name, DispatchMode mode) {
        TopicNames.check(name);
        String namespace = TopicNames.namespaceOf(name);
        if (!namespaces.contains(namespace) && !autoCreateNamespaces) {
            throw new BrokerException(
                    Code.UNAVAILABLE,
                    "topic " + name + " cannot be created: namespace '" + namespace + "' does not exist, only "
                            + namespaces);
        }
        if (topics.containsKey(name)) {
            throw new BrokerException(Code.ALREADY_EXISTS, "topic " + name + " already exists");
        }
        refuseMixOfPlainAndPartitioned(name);
        namespaces.add(namespace);
        Topic topic = new Topic(store.create(name, mode));
        topics.put(name, topic);
        return topic;
    }

    /** Names of all namespaces. */
    Set<String> namespaces() {
        return Collections.unmodifiableSet(namespaces);
    }

    /**
     * Adds a namespace, for good.
     *
     * @throws BrokerException ALREADY_EXISTS, or INVALID_ARGUMENT for a name that no topic could have
     */
    void createNamespace(String namespace) {
        if (!TopicNames.isPart(namespace)) {
            throw new BrokerException(
                    Code.INVALID_ARGUMENT, "namespace '" + namespace + "' is not made of letters, digits, '_' and '-'");
        }
        if (!namespaces.add(namespace)) {
            throw new BrokerException(Code.ALREADY_EXISTS, "namespace '" + namespace + "' already exists");
        }
        store.addNamespace(namespace);
    }

    /** Removes a namespace, for good unless the configuration names it. */
    void deleteNamespace(String namespace) {
        namespaces.remove(namespace);
        store.removeNamespace(namespace);
    }

    /** Serves what is stored of a topic with a new topic object that knows no producer and no consumer. */
    Topic reload(Topic topic) {
        Topic fresh = new Topic(topic.stored());
        topics.put(topic.name(), fresh);
        return fresh;
    }

    void delete(Topic topic) {
        topics.remove(topic.name());
        store.delete(topic.name());
    }

    /** The refusal of whatever reaches a topic on its way to another broker. */
    static BrokerException moving(String topic) {
        return new BrokerException(
                Code.UNAVAILABLE, "topic " + topic + " is moving to another broker; look it up again");
    }

    private void refuseMixOfPlainAndPartitioned(String name) {
        if (TopicNames.isPartition(name)) {
            String base = TopicNames.baseOf(name);
            if (topics.containsKey(base)) {
                throw new BrokerException(
                        Code.ALREADY_EXISTS, "partition " + name + " cannot be created: " + base + " is a plain topic");
            }
        } else if (!partitionsOf(name).isEmpty()) {
            throw new BrokerException(
                    Code.ALREADY_EXISTS,
                    "topic " + name + " cannot be created: it exists as a partitioned topic, " + partitionsOf(name));
        }
    }
}
