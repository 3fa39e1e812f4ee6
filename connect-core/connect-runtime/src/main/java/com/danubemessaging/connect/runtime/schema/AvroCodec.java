package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * An Avro schema: JSON text, as the Rust connectors write it, or the raw binary datum. Readers take both: binary needs
 * a record at the top of the schema, and no binary record reads as a JSON object.
 */
final class AvroCodec implements PayloadCodec {

    private final Schema schema;
    private final boolean writesBinary;

    AvroCodec(String definition, boolean writesBinary) {
        try {
            this.schema = new Schema.Parser().parse(definition);
        } catch (RuntimeException e) {
            // A name that nothing defines makes Avro's parser throw a null pointer exception.
            throw new ConfigurationException("the Avro schema cannot be read: " + e.getMessage(), e);
        }
        this.writesBinary = writesBinary;
        if (writesBinary && schema.getType() != Schema.Type.RECORD) {
            throw new ConfigurationException("avro_encoding = \"binary\" needs a schema with a record at the top, not "
                    + schema.getType().getName());
        }
    }

    @Override
    public Buffer encode(SourcePayload payload) {
        if (!writesBinary || payload instanceof SourcePayload.Bytes) {
            return JsonPayloads.encode(payload);
        }
        if (payload instanceof SourcePayload.Json json) {
            return write(json.value());
        }
        Buffer text = payload instanceof SourcePayload.Text given
                ? Buffer.buffer(given.text())
                : ((SourcePayload.Foreign) payload).bytes();
        return write(JsonPayloads.read(text));
    }

    private Buffer write(@Nullable Object value) {
        Object datum = AvroValues.toAvro(schema, value);
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new InvalidDataException(
                    CoreErrorCode.SERIALIZATION, "the record cannot be written as Avro: " + e.getMessage(), e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    @Override
    public @Nullable Object decode(Buffer payload) {
        if (schema.getType() != Schema.Type.RECORD || (startsLikeAnObject(payload) && JsonPayloads.isJson(payload))) {
            return JsonPayloads.read(payload);
        }
        byte[] bytes = payload.getBytes();
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        try {
            Object datum = new GenericDatumReader<>(schema).read(null, decoder);
            if (decoder.isEnd()) {
                return AvroValues.toJson(datum);
            }
        } catch (IOException | RuntimeException e) {
            // Broken bytes make Avro's decoder throw anything, out-of-bounds exceptions included.
            throw new InvalidDataException(
                    CoreErrorCode.SERIALIZATION,
                    "the payload is neither JSON nor a binary record of its Avro schema",
                    e);
        }
        throw new InvalidDataException("the payload goes on after the binary record of its Avro schema");
    }

    private static boolean startsLikeAnObject(Buffer payload) {
        for (int i = 0; i < payload.length(); i++) {
            byte next = payload.getByte(i);
            if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
                return next == '{';
            }
        }
        return false;
    }

    /** JSON text is of the schema if a record of the schema can be made of it. */
    @Override
    public void validate(Buffer encoded) {
        Object value = decode(encoded);
        AvroValues.toAvro(schema, value);
    }
}
