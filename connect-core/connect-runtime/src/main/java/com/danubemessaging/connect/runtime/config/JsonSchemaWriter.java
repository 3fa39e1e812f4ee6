package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a spec as a JSON Schema, draft 2020-12, of the file: what an editor needs to complete and check it. Unknown
 * keys stay allowed, as in the loader; a required key that an environment variable may give is not required of the
 * file.
 */
final class JsonSchemaWriter {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchemaWriter() {}

    static JsonObject of(ConfigSpec spec, String title) {
        return new JsonObject().put("$schema", DRAFT).put("title", title).mergeIn(table(spec));
    }

    private static JsonObject table(ConfigSpec spec) {
        return table(KeyTree.of(spec), "", spec);
    }

    private static JsonObject table(KeyTree tree, String path, ConfigSpec spec) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        List<JsonObject> conditions = new ArrayList<>();
        tree.keys().forEach((name, field) -> {
            properties.put(name, key(field));
            boolean fileMustHaveIt = field.isRequired() && field.variable().isEmpty();
            List<String> oldNames = oldNamesWithin(field, path);
            oldNames.forEach(old -> properties.put(old, key(field).put("deprecated", true)));
            if (fileMustHaveIt && field.oldKeys().isEmpty()) {
                required.add(name);
            } else if (fileMustHaveIt && oldNames.size() == field.oldKeys().size()) {
                conditions.add(oneOfNames(name, oldNames));
            }
        });
        tree.tables().forEach((name, inner) -> {
            String innerPath = join(path, name);
            properties.put(name, table(inner, innerPath, spec));
            if (isNeeded(inner, innerPath, spec)) {
                required.add(name);
            }
        });
        JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!conditions.isEmpty()) {
            schema.put("allOf", new JsonArray(conditions));
        }
        return schema;
    }

    /** A table is needed if it must be there itself or holds a key that nothing else can give. */
    private static boolean isNeeded(KeyTree tree, String path, ConfigSpec spec) {
        return spec.tables().contains(path)
                || tree.keys().values().stream()
                        .anyMatch(field -> field.isRequired()
                                && field.variable().isEmpty()
                                && oldNamesWithin(field, path).size()
                                        == field.oldKeys().size())
                || tree.tables().entrySet().stream()
                        .anyMatch(entry -> isNeeded(entry.getValue(), join(path, entry.getKey()), spec));
    }

    private static JsonObject oneOfNames(String name, List<String> oldNames) {
        JsonArray alternatives = new JsonArray().add(new JsonObject().put("required", JsonArray.of(name)));
        oldNames.forEach(old -> alternatives.add(new JsonObject().put("required", JsonArray.of(old))));
        return new JsonObject().put("anyOf", alternatives);
    }

    /** The older names that stand in the same table, without its path. */
    private static List<String> oldNamesWithin(ConfigField<?> field, String path) {
        String prefix = path.isEmpty() ? "" : path + '.';
        return field.oldKeys().stream()
                .filter(old -> old.startsWith(prefix) && old.indexOf('.', prefix.length()) < 0)
                .map(old -> old.substring(prefix.length()))
                .collect(Collectors.toList());
    }

    private static JsonObject key(ConfigField<?> field) {
        JsonObject schema = new JsonObject();
        if (!field.description().isEmpty()) {
            schema.put("description", field.description());
        }
        schema.mergeIn(shape(field));
        field.writtenDefault().ifPresent(raw -> schema.put("default", json(raw)));
        field.exampleText().ifPresent(example -> schema.put("examples", JsonArray.of(json(parse(example)))));
        return schema;
    }

    private static JsonObject shape(ConfigField<?> field) {
        return switch (field.shape()) {
            case STRING -> field.allowsEmpty() ? type("string") : type("string").put("minLength", 1);
            case INTEGER -> range(type("integer"), field);
            case BOOLEAN -> type("boolean");
            case CHOICE -> field.ignoresCase() ? type("string").put("pattern", anyCase(field)) : words(field);
            case CHOICE_OR_NUMBER -> wordOrNumber(field);
            case SECRET -> type("string").put("writeOnly", true);
            case STRINGS -> array(field, type("string"));
            case STRING_MAP -> type("object").put("additionalProperties", type("string"));
            case TABLES -> array(field, table(field.rows().orElseThrow()));
        };
    }

    private static JsonObject type(String name) {
        return new JsonObject().put("type", name);
    }

    private static JsonObject range(JsonObject schema, ConfigField<?> field) {
        field.minimum().ifPresent(min -> schema.put("minimum", min));
        field.maximum().ifPresent(max -> schema.put("maximum", max));
        return schema;
    }

    private static JsonObject array(ConfigField<?> field, JsonObject items) {
        JsonObject schema = type("array").put("items", items);
        return field.isRequired() ? schema.put("minItems", 1) : schema;
    }

    private static JsonObject words(ConfigField<?> field) {
        JsonArray words = new JsonArray();
        for (String word : field.choices()) {
            words.add(word);
            if (word.matches("0|-?[1-9][0-9]{0,17}")) {
                words.add(Long.valueOf(word));
            }
        }
        return new JsonObject().put("enum", words);
    }

    private static JsonObject wordOrNumber(ConfigField<?> field) {
        JsonArray alternatives = new JsonArray().add(words(field));
        for (String name : field.numberedChoices()) {
            alternatives.add(type("object")
                    .put("properties", new JsonObject().put(name, range(type("integer"), field)))
                    .put("required", JsonArray.of(name))
                    .put("additionalProperties", false));
        }
        return new JsonObject().put("oneOf", alternatives);
    }

    /** JSON Schema's regular expressions have no flag for letter case. */
    private static String anyCase(ConfigField<?> field) {
        return field.choices().stream()
                .map(word -> word.chars()
                        .mapToObj(c -> Character.isLetter(c)
                                ? "[" + (char) Character.toLowerCase(c) + (char) Character.toUpperCase(c) + "]"
                                : "_-".indexOf(c) >= 0 || Character.isDigit(c)
                                        ? String.valueOf((char) c)
                                        : "\\" + (char) c)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("|", "^(?:", ")$"));
    }

    private static Object parse(String example) {
        Map<String, Object> tree = TomlReader.read("example", "value = " + example);
        return tree.getOrDefault("value", "");
    }

    private static Object json(Object raw) {
        if (raw instanceof List<?> items) {
            return new JsonArray(items.stream().map(JsonSchemaWriter::json).collect(Collectors.toList()));
        }
        if (raw instanceof Map<?, ?> table) {
            JsonObject json = new JsonObject();
            table.forEach((name, value) -> json.put(String.valueOf(name), json(value)));
            return json;
        }
        return raw;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
