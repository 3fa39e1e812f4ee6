package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.PayloadDecoder;
import com.danubemessaging.connect.api.record.SchemaInfo;
import com.danubemessaging.connect.runtime.schema.PayloadCodecs;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas of messages mean: subject, type and decoder by id and version, asked for once each. Confined to the
 * runtime's context.
 */
final class SchemaLookup {

    /** Schemas whose decoders are kept, those used last. */
    private static final int KEPT = 1000;

    /** How long the registry's word counts that it does not know a schema. */
    private static final long UNKNOWN_MILLIS = 60_000;

    /** Pause after a refusal that only a person can end. */
    private static final long REFUSED_MILLIS = 5000;

    /**
     * What a record gets from its schema.
     *
     * @param info null for a message without a schema
     * @param decoder null where the type alone says how to decode
     */
    record Meaning(@Nullable SchemaInfo info, @Nullable PayloadDecoder decoder) {}

    private static final Meaning NONE = new Meaning(null, null);

    private record Key(long id, int version) {
        static Key of(Message message) {
            Long id = message.schemaId();
            Integer version = message.schemaVersion();
            return new Key(id == null ? 0 : id, version == null ? 0 : version);
        }
    }

    private final Vertx vertx;
    private final SchemaRegistry registry;
    private final Map<Key, Meaning> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Meaning> eldest) {
            return size() > KEPT;
        }
    };

    /** @param registry waits for ever for a registry that is away */
    SchemaLookup(Vertx vertx, SchemaRegistry registry) {
        this.vertx = vertx;
        this.registry = registry;
    }

    /** What is known at once; null if the registry must be asked. */
    @Nullable
    Meaning find(Message message) {
        return message.schemaId() == null ? NONE : known.get(Key.of(message));
    }

    /** Asks the registry until it answers; fails only when the client is closed. */
    Future<Void> ask(Message message) {
        Key key = Key.of(message);
        Future<Schema> read = key.version == 0 ? registry.get(key.id) : registry.get(key.id, key.version);
        return read.transform(answer -> {
            if (answer.succeeded()) {
                known.put(key, meaning(key, answer.result()));
                return Future.succeededFuture();
            }
            if (!(answer.cause() instanceof DanubeException failure) || failure.kind() == DanubeException.Kind.CLOSED) {
                return Future.failedFuture(answer.cause());
            }
            if (failure.grpcStatus() == GrpcStatus.NOT_FOUND) {
                known.put(key, new Meaning(new SchemaInfo(key.id, key.version, null, null), null));
                vertx.setTimer(UNKNOWN_MILLIS, timer -> known.remove(key));
                return Future.succeededFuture();
            }
            return vertx.timer(REFUSED_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .compose(timer -> ask(message));
        });
    }

    private static Meaning meaning(Key key, Schema schema) {
        SchemaInfo info = new SchemaInfo(key.id, key.version, schema.subject(), schema.typeName());
        return new Meaning(info, decoder(schema));
    }

    private static @Nullable PayloadDecoder decoder(Schema schema) {
        try {
            return PayloadCodecs.reading(schema.typeName(), schema.definition());
        } catch (ConfigurationException e) {
            String reason = "schema '" + schema.subject() + "' version " + Integer.toUnsignedString(schema.version())
                    + " cannot be used: " + e.getMessage();
            return payload -> {
                throw new InvalidDataException(reason);
            };
        }
    }
}
