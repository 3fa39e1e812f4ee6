package com.danubemessaging.vertx.client.admin;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.SubscriptionType;
import com.danubemessaging.vertx.client.internal.ConfinedDanubeAdmin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The door to a broker's admin port.
 *
 * <p><b>Life cycle.</b> {@link #create} opens nothing; a connection is made when needed and made again when lost.
 *
 * <p><b>Threading.</b> Confined to the Vert.x context it was created on. All methods may be called from any thread.
 *
 * <p><b>Failure.</b> Every call is one attempt, bounded by {@link DanubeClientOptions#getRequestTimeout()}. Methods
 * that return a future never throw; they fail it with a {@link DanubeException} whose kind says what to do:
 * {@code AUTHORIZATION} if the caller may not administrate (brokers ask for ManageTopic), {@code CONFIGURATION} if the
 * other side is no admin port or refuses the value, {@code TRANSIENT} if nobody answers.
 *
 * <p>Policies and windows belong to one topic name: for a partitioned topic to each of its partitions.
 */
public interface DanubeAdmin {

    /**
     * Creates an admin client on the current Vert.x context, or on a new event-loop context when there is none.
     *
     * @param options the service URL is the admin port's address; TLS and token as for clients. Brokers ask for the
     *     token on this port as on the other, and for no client certificate
     * @throws DanubeException of kind {@link DanubeException.Kind#CONFIGURATION} if the URL cannot be used
     */
    static DanubeAdmin create(Vertx vertx, DanubeClientOptions options) {
        return ConfinedDanubeAdmin.create(vertx, options);
    }

    /**
     * The failure policy that is stored for a subscription; empty if there is none, or no such topic.
     *
     * <p>It is what the subscription will have when a broker next loads it, not always what it has now: a broker reads
     * it when the first consumer subscribes after the topic was loaded, and never again until it loads the topic anew.
     */
    Future<Optional<FailurePolicy>> failurePolicy(String topic, String subscription);

    /**
     * The type of a subscription, which its first consumer chose; what later ones ask for changes nothing. Empty if the
     * broker tells none that is known here. A subscription that does not exist is told as Exclusive: ask
     * {@link #describe} before.
     */
    Future<Optional<SubscriptionType>> subscriptionType(String topic, String subscription);

    /**
     * Stores a failure policy; the subscription need not exist. Takes effect as {@link #failurePolicy} says.
     *
     * @return fails with {@code CONFIGURATION} if the topic is not reliable or does not exist
     */
    Future<Void> setFailurePolicy(String topic, String subscription, FailurePolicy policy);

    /**
     * The window that was set for a subscription alone: most messages unacknowledged at a time, 1 to 10,000; empty if
     * none was. Brokers of release 0.15 keep it and do not use it; theirs comes from their own configuration, which
     * cannot be asked for.
     */
    Future<OptionalInt> window(String topic, String subscription);

    /** Describes a topic; fails with {@code TOPIC_NOT_FOUND} where the broker says that there is none. */
    Future<TopicDescription> describe(String topic);

    /** The names of all topics of a namespace, partitions one by one; {@code namespace} without slashes. */
    Future<List<String>> topics(String namespace);

    /** Closes the connection; what is pending fails with {@link DanubeException.Kind#CLOSED}. Idempotent. */
    Future<Void> close();
}
