package com.danubemessaging.connect.api.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** The keys of one {@code [[schemas]]} table: the schema of a topic that a source writes. */
public final class SchemaFields {

    /** Versions are unsigned 32-bit numbers in the Danube protocol. */
    private static final long MAX_VERSION = 0xFFFF_FFFFL;

    private static final Set<String> TYPES_WITH_DEFINITION = Set.of("json_schema", "avro", "protobuf");

    /** Danube topic that the schema governs. */
    public static final ConfigField<String> TOPIC = ConfigField.string("topic")
            .describe("Danube topic that the schema governs; the last entry for a topic wins.")
            .required()
            .example("\"/default/events\"");

    /** Subject in the schema registry. */
    public static final ConfigField<String> SUBJECT = ConfigField.string("subject")
            .describe("Subject in the schema registry.")
            .required()
            .example("\"events-value\"");

    /** Kind of schema, always in the lower-case spelling of the registry; {@code json} reads as {@code json_schema}. */
    public static final ConfigField<String> TYPE = ConfigField.choiceIgnoringCase("schema_type", types())
            .describe("Kind of schema; json is short for json_schema.")
            .required()
            .example("\"json_schema\"");

    /** File with the definition. */
    public static final ConfigField<String> FILE = ConfigField.string("schema_file")
            .describe(
                    "File with the definition, relative to the working directory; needed for json_schema, avro and protobuf, not read otherwise.")
            .allowEmpty()
            .example("\"/etc/schemas/events.json\"");

    /** Whether a missing subject is registered. */
    public static final ConfigField<Boolean> AUTO_REGISTER = ConfigField.bool("auto_register")
            .describe(
                    "Register the file if the subject does not exist, or as its next version if it differs from the latest and fits it; a file that does not fit ends the start. With false the subject must exist and stays as it is, as it does with a pinned version.")
            .orDefault(true);

    /** Which version messages are stamped with. */
    public static final ConfigField<SchemaVersion> VERSION_STRATEGY = ConfigField.choiceOrNumber(
                    "version_strategy", Map.of("latest", SchemaVersion.LATEST), numberedStrategies(), 1, MAX_VERSION)
            .describe(
                    "Version that messages are stamped with: \"latest\", exactly {pinned = N}, or {minimum = N} and newer.")
            .orDefault(SchemaVersion.LATEST)
            .example("{pinned = 1}");

    /** Whether records are checked before they are published. */
    public static final ConfigField<Boolean> VALIDATE = ConfigField.bool("validate")
            .describe(
                    "Check each record against the schema before it is published; one that does not fit goes the way of invalid records.")
            .orDefault(false);

    /** How Avro records are written. */
    public static final ConfigField<String> AVRO_ENCODING = ConfigField.choice("avro_encoding", "json", "binary")
            .describe(
                    "How records of an avro schema are written: as JSON text, which the Rust connectors do, or in Avro's binary encoding, which needs a record at the top of the schema.")
            .orDefault("json");

    /** All of them, with the rule that a type which has a definition names its file. */
    public static final ConfigSpec SPEC = ConfigSpec.of(
                    TOPIC, SUBJECT, TYPE, FILE, AUTO_REGISTER, VERSION_STRATEGY, VALIDATE, AVRO_ENCODING)
            .rule(SchemaFields::definitionHasFile);

    private SchemaFields() {}

    /**
     * Whether schemas of a type have a definition, and so a file.
     *
     * @param type as {@link #TYPE} reads it
     */
    public static boolean hasDefinition(String type) {
        return TYPES_WITH_DEFINITION.contains(type);
    }

    private static List<ConfigProblem> definitionHasFile(ConfigValues row) {
        String type = row.get(TYPE);
        boolean named = row.find(FILE).filter(file -> !file.isEmpty()).isPresent();
        if (named || !hasDefinition(type)) {
            return List.of();
        }
        return List.of(new ConfigProblem(
                FILE.key(), "is missing; schema_type '" + type + "' needs the file with its definition"));
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (String type : List.of("json_schema", "string", "number", "bytes", "avro", "protobuf")) {
            types.put(type, type);
        }
        types.put("json", "json_schema");
        return types;
    }

    private static Map<String, LongFunction<SchemaVersion>> numberedStrategies() {
        Map<String, LongFunction<SchemaVersion>> strategies = new LinkedHashMap<>();
        strategies.put("pinned", SchemaVersion::pinned);
        strategies.put("minimum", SchemaVersion::minimum);
        return strategies;
    }
}
