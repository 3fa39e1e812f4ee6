package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a producer: what its reference means at each registration, and the stamp on its messages. Without a
 * reference it does nothing. Confined to its context.
 */
final class ProducerSchema {

    private final SchemaCalls schemas;
    private final @Nullable SchemaReference reference;
    private @Nullable Schema resolved;

    ProducerSchema(SchemaCalls schemas, @Nullable SchemaReference reference) {
        this.schemas = schemas;
        this.reference = reference;
    }

    /** Finds out what the reference means now; one attempt. */
    Future<Void> resolve() {
        if (reference == null) {
            return Future.succeededFuture();
        }
        return schemas.resolve(reference).map(schema -> {
            resolved = schema;
            return null;
        });
    }

    /** Names the subject in a registration; brokers ignore the version, which is the client's business. */
    ProducerRequest.Builder addTo(ProducerRequest.Builder request) {
        if (reference != null) {
            com.danubemessaging.proto.SchemaReference.Builder wire =
                    com.danubemessaging.proto.SchemaReference.newBuilder().setSubject(reference.subject());
            switch (reference.kind()) {
                case LATEST -> wire.setUseLatest(true);
                case PINNED -> wire.setPinnedVersion(reference.version());
                case MINIMUM -> wire.setMinVersion(reference.version());
            }
            request.setSchemaRef(wire);
        }
        return request;
    }

    /** The message with id and version, unless it brings its own. */
    OutgoingMessage stamp(OutgoingMessage message) {
        Schema schema = resolved;
        return schema == null || message.schemaId() != null
                ? message
                : message.withSchema(schema.id(), schema.version());
    }
}
