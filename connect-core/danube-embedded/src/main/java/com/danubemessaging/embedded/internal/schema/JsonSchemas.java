package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes validators of JSON Schemas, having checked them against the schema of their own draft. References lead into the
 * schema itself: nothing is fetched from a network. Stateless.
 */
final class JsonSchemas {

    private static final String BASE_URI = "schema:/";

    /** Draft 7 added keywords to this one and took nothing away. */
    private static final String DRAFT_06 = "http://json-schema.org/draft-06/schema";

    /** Where vertx-json-schema notes what a reference means. */
    private static final String ABSOLUTE_REFERENCE = "__absolute_ref__";

    /** The parts of the schemas of drafts 2019-09 and 2020-12, besides the schema itself. */
    private static final List<String> PARTS_2019 =
            List.of("core", "applicator", "validation", "meta-data", "format", "content");

    private static final List<String> PARTS_2020 =
            List.of("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content");

    private JsonSchemas() {}

    /**
     * A validator for a schema, of draft 2020-12 if it names none.
     *
     * @param schema an object or a boolean
     * @throws SchemaException of reason INVALID
     */
    static Validator compile(Object schema) {
        if (schema instanceof Boolean always) {
            return Validator.create(JsonSchema.of(always), options(Draft.DRAFT202012));
        }
        if (!(schema instanceof JsonObject object)) {
            throw invalid("a JSON Schema is an object or a boolean");
        }
        Draft draft = draft(object);
        try {
            metaProblem(object, draft).ifPresent(problem -> {
                throw invalid(problem);
            });
            // The library notes absolute addresses in what it is given.
            JsonObject annotated = object.copy();
            SchemaRepository repository =
                    SchemaRepository.create(options(draft)).dereference(JsonSchema.of(annotated));
            checkReferences(annotated, repository);
            return Validator.create(JsonSchema.of(object.copy()), options(draft));
        } catch (SchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw invalid(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** The validator would notice a reference into nowhere only with a payload that leads it there. */
    private static void checkReferences(@Nullable Object node, SchemaRepository repository) {
        if (node instanceof JsonObject object) {
            String reference = object.getString(ABSOLUTE_REFERENCE);
            if (reference != null && repository.find(reference) == null) {
                throw invalid("the reference '" + object.getValue("$ref") + "' leads out of it, or nowhere");
            }
            object.forEach(member -> checkReferences(member.getValue(), repository));
        } else if (node instanceof JsonArray array) {
            array.forEach(item -> checkReferences(item, repository));
        }
    }

    /** What a validation found wrong; empty if nothing. */
    static Optional<String> problem(OutputUnit result) {
        if (Boolean.TRUE.equals(result.getValid())) {
            return Optional.empty();
        }
        List<OutputUnit> errors = result.getErrors();
        if (errors == null || errors.isEmpty()) {
            return Optional.of("it does not match");
        }
        // The last error is the innermost: those before it say that something inside is wrong.
        OutputUnit error = errors.get(errors.size() - 1);
        return Optional.of(error.getInstanceLocation() + ": " + error.getError());
    }

    private static Optional<String> metaProblem(JsonObject schema, Draft draft) {
        Validator meta = metaSchemas(draft).validator(withoutHash(draft.getIdentifier()), options(draft));
        return problem(meta.validate(schema.copy()));
    }

    private static Draft draft(JsonObject schema) {
        Object name = schema.getValue("$schema");
        if (name == null) {
            return Draft.DRAFT202012;
        }
        String identifier = name.toString();
        if (withoutHash(identifier).equals(DRAFT_06)) {
            return Draft.DRAFT7;
        }
        for (Draft draft : Draft.values()) {
            if (withoutHash(draft.getIdentifier()).equals(withoutHash(identifier))) {
                return draft;
            }
        }
        throw invalid("$schema '" + identifier + "' is none of the drafts 4, 6, 7, 2019-09 and 2020-12");
    }

    private static String withoutHash(String identifier) {
        return identifier.endsWith("#") ? identifier.substring(0, identifier.length() - 1) : identifier;
    }

    private static SchemaRepository metaSchemas(Draft draft) {
        SchemaRepository repository = SchemaRepository.create(options(draft));
        String base = withoutHash(draft.getIdentifier());
        load(repository, base);
        List<String> parts =
                switch (draft) {
                    case DRAFT201909 -> PARTS_2019;
                    case DRAFT202012 -> PARTS_2020;
                    default -> List.of();
                };
        String folder = base.substring(0, base.lastIndexOf('/'));
        parts.forEach(part -> load(repository, folder + "/meta/" + part));
        return repository;
    }

    /** The library's jar holds each schema under its address without the scheme. */
    private static void load(SchemaRepository repository, String address) {
        String resource = address.substring(address.indexOf("://") + 3);
        try (InputStream in = JsonSchema.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("vertx-json-schema lacks the schema " + resource);
            }
            repository.dereference(address, JsonSchema.of(new JsonObject(Buffer.buffer(in.readAllBytes()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchemaOptions options(Draft draft) {
        return new JsonSchemaOptions().setBaseUri(BASE_URI).setDraft(draft).setOutputFormat(OutputFormat.Basic);
    }

    private static SchemaException invalid(String why) {
        return new SchemaException(Reason.INVALID, "the definition is not a JSON Schema: " + why);
    }
}
