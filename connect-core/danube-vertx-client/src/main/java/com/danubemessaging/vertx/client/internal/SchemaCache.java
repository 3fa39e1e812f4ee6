package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Versions of schemas, which never change, by id and version; those used last. Confined to its context. */
final class SchemaCache {

    private record Key(long id, int version) {}

    private final Map<Key, Future<Schema>> versions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Future<Schema>> eldest) {
            return size() > SchemaRegistry.CACHED_VERSIONS;
        }
    };

    /** The version, asked for at most once at a time; a failure is forgotten. */
    Future<Schema> get(long id, int version, Supplier<Future<Schema>> read) {
        Key key = new Key(id, version);
        Future<Schema> known = versions.get(key);
        if (known != null) {
            return known;
        }
        Future<Schema> reading = read.get();
        if (!reading.failed()) {
            versions.put(key, reading);
            reading.onFailure(failure -> versions.remove(key, reading));
        }
        return reading;
    }

    /** The version if it is here and complete. */
    @Nullable
    Schema find(long id, int version) {
        Future<Schema> known = versions.get(new Key(id, version));
        return known != null && known.succeeded() ? known.result() : null;
    }

    void put(Schema schema) {
        versions.put(new Key(schema.id(), schema.version()), Future.succeededFuture(schema));
    }
}
