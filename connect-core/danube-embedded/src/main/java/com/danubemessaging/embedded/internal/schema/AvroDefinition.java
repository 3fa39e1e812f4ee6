package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;

/** An Avro schema. */
record AvroDefinition(String raw, Schema schema, String fingerprint) implements Definition {

    static AvroDefinition parse(String raw) {
        try {
            Schema schema = new Schema.Parser().parse(raw);
            return new AvroDefinition(raw, schema, AvroFingerprint.of(schema));
        } catch (RuntimeException e) {
            // A name that nothing defines makes Avro's parser throw a null pointer exception.
            throw new SchemaException(Reason.INVALID, "the definition is not an Avro schema: " + e.getMessage());
        }
    }

    @Override
    public SchemaType type() {
        return SchemaType.AVRO;
    }

    @Override
    public String source() {
        return raw;
    }

    @Override
    public String wrapped() {
        return new JsonObject()
                .put("Avro", new JsonObject().put("raw_schema", raw).put("fingerprint", fingerprint))
                .encode();
    }

    /** Brokers take object container files with at least one record, and nothing else. */
    @Override
    public Optional<String> payloadProblem(byte[] payload) {
        try (DataFileReader<Object> file =
                new DataFileReader<>(new SeekableByteArrayInput(payload), new GenericDatumReader<>(null, schema))) {
            if (!file.hasNext()) {
                return Optional.of("the Avro container file has no record");
            }
            file.next();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // A broken file can make Avro's reader throw anything, out-of-bounds exceptions included.
            return Optional.of("it is not an Avro container file of this schema: " + e.getMessage());
        }
    }
}
