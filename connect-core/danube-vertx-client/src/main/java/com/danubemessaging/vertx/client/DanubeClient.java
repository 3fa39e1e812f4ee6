package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.ConfinedDanubeClient;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door to a Danube cluster.
 *
 * <p><b>Life cycle.</b> {@link #create} opens nothing; connections are made when needed and made again when lost.
 * {@link #close()} ends everything that was opened through it.
 *
 * <p><b>Threading.</b> Confined to the Vert.x context it was created on: connections live there, and results, errors,
 * messages and events arrive there. All methods may be called from any thread.
 *
 * <p><b>Failure.</b> Methods that return a future never throw; they fail it with a {@link DanubeException}.
 */
public interface DanubeClient {

    /**
     * Creates a client on the current Vert.x context, or on a new event-loop context when there is none.
     *
     * @throws DanubeException of kind {@link DanubeException.Kind#CONFIGURATION} if the service URL cannot be used
     */
    static DanubeClient create(Vertx vertx, DanubeClientOptions options) {
        return ConfinedDanubeClient.create(vertx, options);
    }

    /**
     * Asks which broker serves a topic.
     *
     * @return fails with {@link DanubeException.Kind#TOPIC_NOT_FOUND} if there is no such topic
     */
    Future<TopicLocation> lookup(String topic);

    /**
     * Asks for the partitions of a topic: the topic itself if it is plain, otherwise its partitions in numerical order,
     * empty if it does not exist. Names that merely share the prefix, which brokers list too, are left out.
     */
    Future<List<String>> partitions(String topic);

    /**
     * Opens a producer, creating the topic if the broker allows.
     *
     * @return completes when all partitions are registered. Passing failures are repeated, for ever unless
     *     {@link ProducerOptions#setStartTimeout} says otherwise, and told to the {@link #warningHandler}; permanent
     *     ones fail
     */
    Future<Producer> createProducer(ProducerOptions options);

    /**
     * Opens a consumer on all partitions the topic has now. A subscription that is new starts after the newest message.
     *
     * @return completes when all partitions are attached. Passing failures are repeated for ever and told to the
     *     {@link #warningHandler}, as is a topic that does not exist yet unless {@link ConsumerOptions#setWaitForTopic}
     *     forbids it; permanent ones fail
     */
    Future<Consumer> subscribe(ConsumerOptions options);

    /**
     * The schema registry; opens nothing.
     *
     * @param patience how long one of its calls is repeated while it fails for passing reasons; zero for ever
     */
    SchemaRegistry schemaRegistry(Duration patience);

    /** The schema registry with a patience of 30 s. */
    default SchemaRegistry schemaRegistry() {
        return schemaRegistry(Duration.ofSeconds(30));
    }

    /** Proves that a broker answers at the service URL, with one call and one attempt. */
    Future<Void> checkConnection();

    /**
     * Sets who hears why something the client repeats has not succeeded yet. Called for every failed attempt; without a
     * handler the client logs some of them.
     */
    DanubeClient warningHandler(@Nullable Handler<ClientWarning> handler);

    /**
     * Closes all producers, consumers and connections; what is pending fails with {@link DanubeException.Kind#CLOSED}.
     * Idempotent.
     */
    Future<Void> close();
}
