package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores dead letters durably: one producer for each dead letter topic, made before the first record needs it. Confined
 * to the runtime's context.
 *
 * <p>The default topic is {@code /<namespace of the record's topic>/dlq-<connector>-q}. A name such as
 * {@code <topic>-dlq} would collide with the topic itself on a broker that finds topics by prefix, and the closing
 * {@code -q} keeps one connector's name from being another's prefix.
 */
public final class DeadLetters {

    private final DanubeClient client;
    private final String connectorName;
    private final Optional<String> configuredTopic;
    private final Map<String, Future<Producer>> producers = new HashMap<>();

    /** Stores into {@code configuredTopic}, or into the default topic of each namespace. */
    public DeadLetters(Broker broker, String connectorName, Optional<String> configuredTopic) {
        this.client = broker.client();
        this.connectorName = connectorName;
        this.configuredTopic = configuredTopic;
    }

    /** The dead letter topic for records of {@code topic}. */
    public String topicFor(String topic) {
        return configuredTopic.orElseGet(() -> {
            int end = topic.indexOf('/', 1);
            String namespace = end < 0 ? "/default" : topic.substring(0, end);
            return namespace + "/dlq-" + connectorName.replaceAll("[^A-Za-z0-9_-]", "_") + "-q";
        });
    }

    /** Makes the producer for records of this topic; fails only if the dead letter topic is refused for good. */
    public Future<Void> prepare(String topic) {
        return producer(topicFor(topic)).mapEmpty();
    }

    private Future<Producer> producer(String deadLetterTopic) {
        Future<Producer> known = producers.get(deadLetterTopic);
        if (known != null && !known.failed()) {
            return known;
        }
        Future<Producer> created = client.createProducer(
                new ProducerOptions(deadLetterTopic, connectorName + deadLetterTopic.replace('/', '-')));
        producers.put(deadLetterTopic, created);
        return created;
    }

    /**
     * Stores a letter.
     *
     * @return completes when all its parts are durable. Failed with {@link Refused} if that can never be; with anything
     *     else if a later attempt may succeed
     */
    public Future<Void> store(DeadLetter letter) {
        String topic = topicFor(letter.topic());
        List<OutgoingMessage> parts =
                letter.parts().stream().map(part -> message(letter, part)).toList();
        return producer(topic)
                .compose(producer -> {
                    Future<Void> stored = Future.succeededFuture();
                    for (OutgoingMessage part : parts) {
                        stored = stored.compose(ignored -> producer.send(part));
                    }
                    return stored;
                })
                .recover(failure ->
                        Future.failedFuture(ClientFailures.isFinal(failure) ? new Refused(topic, failure) : failure));
    }

    private static OutgoingMessage message(DeadLetter letter, DeadLetter.Part part) {
        OutgoingMessage message = OutgoingMessage.of(part.payload())
                .withAttributes(part.attributes())
                .withRoutingKey(letter.key());
        Long schemaId = letter.schemaId();
        if (schemaId == null) {
            return message;
        }
        Integer version = letter.schemaVersion();
        return message.withSchema(schemaId, version == null ? 0 : version);
    }

    /** The dead letter topic takes nothing, for good. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String topic, Throwable cause) {
            super("the dead letter topic " + topic + " refuses records: " + cause.getMessage(), cause);
        }
    }
}
