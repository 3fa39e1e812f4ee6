package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema: JSON text. The schema itself is read only when something is to be validated. References lead into the
 * schema itself; nothing is fetched from a network.
 */
final class JsonSchemaCodec implements PayloadCodec {

    private final String definition;
    private @Nullable Validator validator;

    JsonSchemaCodec(String definition) {
        this.definition = definition;
    }

    @Override
    public Buffer encode(SourcePayload payload) {
        return JsonPayloads.encode(payload);
    }

    @Override
    public @Nullable Object decode(Buffer payload) {
        return JsonPayloads.read(payload);
    }

    @Override
    public void validate(Buffer encoded) {
        Object value = JsonPayloads.read(encoded);
        OutputUnit result;
        try {
            result = validator().validate(value);
        } catch (RuntimeException e) {
            throw invalid("the schema cannot be used: " + e.getMessage());
        }
        if (!Boolean.TRUE.equals(result.getValid())) {
            List<OutputUnit> errors = result.getErrors();
            // The last error is the innermost: those before it say that something inside is wrong.
            OutputUnit error = errors == null || errors.isEmpty() ? null : errors.get(errors.size() - 1);
            throw invalid(error == null ? "it does not match" : error.getInstanceLocation() + ": " + error.getError());
        }
    }

    private Validator validator() {
        Validator known = validator;
        if (known == null) {
            known = compile(definition);
            validator = known;
        }
        return known;
    }

    private static Validator compile(String definition) {
        Object schema;
        try {
            schema = Json.decodeValue(definition);
        } catch (DecodeException e) {
            throw new ConfigurationException("the JSON Schema of the registry is not JSON: " + e.getMessage(), e);
        }
        if (schema instanceof JsonObject object) {
            Draft draft = draft(String.valueOf(object.getValue("$schema", "")));
            return Validator.create(JsonSchema.of(object), options(draft));
        }
        return Validator.create(JsonSchema.of(!Boolean.FALSE.equals(schema)), options(Draft.DRAFT202012));
    }

    private static JsonSchemaOptions options(Draft draft) {
        return new JsonSchemaOptions().setBaseUri("schema:/").setDraft(draft).setOutputFormat(OutputFormat.Basic);
    }

    /** The registry has checked that it is one of these. */
    private static Draft draft(String identifier) {
        for (Draft draft : Draft.values()) {
            if (draft.getIdentifier().replace("#", "").equals(identifier.replace("#", ""))) {
                return draft;
            }
        }
        // Draft 7 added keywords to draft 6 and took nothing away.
        return identifier.contains("/draft-06/") ? Draft.DRAFT7 : Draft.DRAFT202012;
    }

    private static InvalidDataException invalid(String why) {
        return new InvalidDataException("the payload is not of its JSON Schema: " + why);
    }
}
