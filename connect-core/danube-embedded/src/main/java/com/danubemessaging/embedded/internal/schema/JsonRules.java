package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.model.SchemaRules;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a Danube broker compares in two JSON Schemas: the properties of the top level, which of them are required, and
 * their types (Danube protocol: compatibility algorithms). JSON Schema itself has no notion of compatibility, and
 * whether every document of one schema is one of another cannot be decided in general, so the broker's rule stands; the
 * strict rules add the one case in which it calls a change backward compatible that breaks every old document.
 * Stateless.
 */
final class JsonRules {

    private JsonRules() {}

    static List<String> backward(SchemaRules rules, JsonDefinition old, JsonDefinition fresh) {
        List<String> problems = new ArrayList<>();
        for (String name : old.required()) {
            if (!fresh.properties().containsKey(name)) {
                problems.add("the required property '" + name + "' was removed");
            }
        }
        for (String name : fresh.required()) {
            if (old.required().contains(name)) {
                continue;
            }
            if (old.properties().containsKey(name)) {
                problems.add("the optional property '" + name + "' became required");
            } else if (rules == SchemaRules.STRICT) {
                problems.add("the required property '" + name + "' was added");
            }
        }
        problems.addAll(changedTypes(old, fresh));
        return problems;
    }

    static List<String> forward(JsonDefinition old, JsonDefinition fresh) {
        List<String> problems = new ArrayList<>();
        for (String name : fresh.required()) {
            if (!old.properties().containsKey(name)) {
                problems.add("the required property '" + name + "' was added");
            }
        }
        problems.addAll(changedTypes(old, fresh));
        return problems;
    }

    private static List<String> changedTypes(JsonDefinition old, JsonDefinition fresh) {
        List<String> problems = new ArrayList<>();
        Set<String> common = new TreeSet<>(old.properties().fieldNames());
        common.retainAll(fresh.properties().fieldNames());
        for (String name : common) {
            Object before = type(old.properties(), name);
            Object after = type(fresh.properties(), name);
            if (before != null && after != null && !before.equals(after)) {
                problems.add("the type of property '" + name + "' changed from " + before + " to " + after);
            }
        }
        return problems;
    }

    private static @Nullable Object type(JsonObject properties, String name) {
        return properties.getValue(name) instanceof JsonObject property ? property.getValue("type") : null;
    }
}
