package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.connect.runtime.schema.PayloadCodec;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DispatchStrategy;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one topic go: its settings, its number in the engine, and its producer once it exists. Confined
 * to the runtime's context.
 */
public final class TopicRoute {

    private final DanubeClient client;
    private final ProducerConfig config;
    private final TopicSchemas.@Nullable TopicSchema schema;
    private final String connectorName;
    private final int number;
    private final Silence silence = new Silence(System::nanoTime);
    private @Nullable Producer producer;

    /** @param schema null for a topic without one */
    TopicRoute(
            DanubeClient client,
            ProducerConfig config,
            TopicSchemas.@Nullable TopicSchema schema,
            String connectorName,
            int number) {
        this.client = client;
        this.config = config;
        this.schema = schema;
        this.connectorName = connectorName;
        this.number = number;
    }

    /**
     * Makes the producer; passing failures are repeated for ever.
     *
     * @return fails if only a person can help, for example because the topic dispatches otherwise
     */
    public Future<Void> open() {
        ProducerOptions options = new ProducerOptions(
                        config.topic(), connectorName + '-' + config.topic().replace('/', '-'))
                .setSchema(schema == null ? null : schema.reference())
                .setPartitions(config.partitions())
                .setDispatchStrategy(config.reliable() ? DispatchStrategy.RELIABLE : DispatchStrategy.NON_RELIABLE);
        return client.createProducer(options).map(made -> {
            producer = made;
            return null;
        });
    }

    /** What makes the bytes of its records; null for a topic without a schema. */
    @Nullable
    PayloadCodec codec() {
        return schema == null ? null : schema.codec();
    }

    /** The topic's settings. */
    public ProducerConfig config() {
        return config;
    }

    /** The topic. */
    public String topic() {
        return config.topic();
    }

    /** Whose records these are. */
    String connectorName() {
        return connectorName;
    }

    /** The topic's number in the engine. */
    public int number() {
        return number;
    }

    /** Whether the producer exists and all its partitions are registered. */
    public boolean isReady() {
        return producer != null && producer.isReady();
    }

    /** The partition for this key, or -1 as long as there is no producer. */
    int partitionFor(@Nullable String key) {
        return producer == null ? -1 : producer.partitionFor(key);
    }

    /** Makes one attempt; fails at once while there is no producer. */
    public Future<Void> publish(Outbound outbound) {
        Producer current = producer;
        OutgoingMessage message = outbound.message();
        if (message == null) {
            return Future.failedFuture(outbound.problem());
        }
        if (current == null) {
            return Future.failedFuture(new DanubeException(
                    DanubeException.Kind.TRANSIENT, "the producer for " + config.topic() + " is being made"));
        }
        long askedAt = silence.asked();
        return current.trySend(outbound.partition(), message).onComplete(answer -> silence.answered(askedAt));
    }

    /** For how many seconds publishes have waited for any answer; 0 as long as that is not worth a word. */
    public long silentSeconds() {
        return silence.seconds();
    }

    /**
     * What a failed {@link #publish} means.
     *
     * @param attempts failed attempts before this one
     */
    public PublishFailure meaning(Outbound outbound, Throwable failure, int attempts) {
        return outbound.message() == null ? PublishFailure.INVALID : ClientFailures.ofPublish(failure, attempts);
    }

    /** Ends the producer. */
    public Future<Void> close() {
        return producer == null ? Future.succeededFuture() : producer.close();
    }
}
