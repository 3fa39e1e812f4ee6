package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.GetSchemaRequest;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.TopicLocation;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.google.protobuf.MessageLite;
import io.vertx.core.Future;
import java.time.Instant;

/** Single attempts at the schema registry, with the cache of versions. Confined to its context. */
final class SchemaCalls {

    private final ClientScope scope;
    private final Discovery discovery;
    private final SchemaCache cache = new SchemaCache();

    SchemaCalls(ClientScope scope, Discovery discovery) {
        this.scope = scope;
        this.discovery = discovery;
    }

    SchemaCache cache() {
        return cache;
    }

    /** A call about a subject, which any broker answers. */
    <T> Future<T> call(RpcMethod<T> method, MessageLite request, String subject) {
        return scope.channel(scope.serviceLocation()).call(method, request, subject);
    }

    /** A call about a topic, which only its broker answers. */
    <T> Future<T> callOwner(RpcMethod<T> method, MessageLite request, String topic) {
        TopicLocation service = scope.serviceLocation();
        return discovery.locate(topic, service).compose(found -> scope.channel(found)
                .call(method, request, topic));
    }

    Future<Schema> latest(String subject) {
        return call(
                        SchemaMethods.GET_LATEST,
                        GetLatestSchemaRequest.newBuilder().setSubject(subject).build(),
                        subject)
                .map(answer -> {
                    Schema schema = schema(answer);
                    cache.put(schema);
                    return schema;
                });
    }

    Future<Schema> get(long id) {
        return call(
                        SchemaMethods.GET,
                        GetSchemaRequest.newBuilder().setSchemaId(id).build(),
                        Long.toUnsignedString(id))
                .map(SchemaCalls::schema);
    }

    Future<Schema> get(long id, int version) {
        return cache.get(id, version, () -> call(
                        SchemaMethods.GET,
                        GetSchemaRequest.newBuilder()
                                .setSchemaId(id)
                                .setVersion(version)
                                .build(),
                        Long.toUnsignedString(id) + " version " + Integer.toUnsignedString(version))
                .map(SchemaCalls::schema));
    }

    /** The version that a reference means now (Danube protocol: client-side resolution). */
    Future<Schema> resolve(SchemaReference reference) {
        return latest(reference.subject()).compose(latest -> {
            int order = Integer.compareUnsigned(latest.version(), reference.version());
            if (order < 0) {
                return Future.failedFuture(new DanubeException(
                        Kind.CONFIGURATION,
                        "Schema subject '" + reference.subject() + "' has no version "
                                + Integer.toUnsignedString(reference.version()) + " yet, its latest is "
                                + Integer.toUnsignedString(latest.version())));
            }
            return reference.kind() == SchemaReference.Kind.PINNED && order > 0
                    ? get(latest.id(), reference.version())
                    : Future.succeededFuture(latest);
        });
    }

    private static Schema schema(GetSchemaResponse answer) {
        return new Schema(
                answer.getSchemaId(),
                answer.getVersion(),
                answer.getSubject(),
                answer.getSchemaType(),
                WrappedDefinition.unwrap(answer.getSchemaDefinition().toByteArray()),
                answer.getFingerprint(),
                new Schema.Details(
                        answer.getDescription(),
                        answer.getCreatedBy(),
                        Instant.ofEpochSecond(answer.getCreatedAt()),
                        answer.getTagsList(),
                        answer.getCompatibilityMode()));
    }
}
