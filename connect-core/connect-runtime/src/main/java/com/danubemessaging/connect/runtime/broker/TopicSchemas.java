package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.schema.PayloadCodec;
import com.danubemessaging.connect.runtime.schema.PayloadCodecs;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of the topics that a source writes, agreed with the registry before the first record: one version for
 * each topic, for as long as the process lives. Confined to the runtime's context.
 */
final class TopicSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    /**
     * What a topic writes with.
     *
     * @param reference the version, which producers stamp their messages with
     * @param codec makes the bytes
     */
    record TopicSchema(SchemaReference reference, PayloadCodec codec) {}

    private final Vertx vertx;
    private final SchemaAgreement agreement;
    private final Map<String, TopicSchema> byTopic = new LinkedHashMap<>();
    private final Set<String> waiting = new TreeSet<>();

    TopicSchemas(Vertx vertx, SchemaAgreement agreement) {
        this.vertx = vertx;
        this.agreement = agreement;
    }

    /**
     * Agrees on all schemas, one after the other; waits for a registry that is away.
     *
     * @param entries the {@code [[schemas]]} tables; the last one for a topic wins
     * @return fails with a {@link ConfigurationException} that only a person can help with
     */
    Future<Void> prepare(List<ConfigValues> entries) {
        Future<Void> done = Future.succeededFuture();
        for (ConfigValues entry : lastOfEach(entries)) {
            waiting.add(entry.get(SchemaFields.SUBJECT));
            done = done.compose(ignored -> prepare(entry));
        }
        return done;
    }

    /** The tables that count: the last one for each topic. */
    static Collection<ConfigValues> lastOfEach(List<ConfigValues> entries) {
        Map<String, ConfigValues> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(entry.get(SchemaFields.TOPIC), entry));
        return last.values();
    }

    private Future<Void> prepare(ConfigValues entry) {
        String topic = entry.get(SchemaFields.TOPIC);
        String subject = entry.get(SchemaFields.SUBJECT);
        return definition(entry).compose(file -> agreement.reach(entry, file)).map(schema -> {
            byTopic.put(topic, use(entry, schema));
            waiting.remove(subject);
            LOG.atInfo()
                    .addKeyValue("topic", topic)
                    .addKeyValue("subject", subject)
                    .addKeyValue("type", schema.typeName())
                    .addKeyValue("version", Integer.toUnsignedString(schema.version()))
                    .log("schema agreed");
            return null;
        });
    }

    private static TopicSchema use(ConfigValues entry, Schema schema) {
        try {
            PayloadCodec codec = PayloadCodecs.writing(
                    schema.typeName(),
                    schema.definition(),
                    entry.get(SchemaFields.AVRO_ENCODING).equals("binary"),
                    entry.get(SchemaFields.VALIDATE));
            return new TopicSchema(SchemaReference.pinned(schema.subject(), schema.version()), codec);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    "schemas: subject '" + schema.subject() + "' version "
                            + Integer.toUnsignedString(schema.version()) + " cannot be used for "
                            + entry.get(SchemaFields.TOPIC) + ": " + e.getMessage(),
                    e);
        }
    }

    /** The text of the file; empty for types that have none. */
    private Future<Optional<String>> definition(ConfigValues entry) {
        String type = entry.get(SchemaFields.TYPE);
        if (!SchemaFields.hasDefinition(type)) {
            return Future.succeededFuture(Optional.empty());
        }
        String file = entry.find(SchemaFields.FILE).orElse("");
        return vertx.executeBlocking(() -> Optional.of(Files.readString(Path.of(file))), false)
                .recover(failure -> Future.failedFuture(new ConfigurationException(
                        "schemas: schema_file = \"" + file + "\" of subject '" + entry.get(SchemaFields.SUBJECT)
                                + "' cannot be read (" + reason(failure) + "); correct the path or its permissions",
                        failure)));
    }

    private static String reason(Throwable failure) {
        return failure instanceof IOException
                ? failure.getClass().getSimpleName()
                : String.valueOf(failure.getMessage());
    }

    /** The schema of a topic; null if it has none. */
    @Nullable
    TopicSchema of(String topic) {
        return byTopic.get(topic);
    }

    /** Topics with a schema that are not among these. */
    Set<String> besides(Collection<String> topics) {
        Set<String> others = new TreeSet<>(byTopic.keySet());
        others.removeAll(topics);
        return others;
    }

    /** What is being waited for; empty if nothing is. */
    Optional<String> problem() {
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of("waiting for the schema registry to agree on " + String.join(", ", waiting));
    }
}
