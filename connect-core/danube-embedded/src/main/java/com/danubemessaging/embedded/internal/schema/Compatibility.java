package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.model.SchemaRules;
import java.util.ArrayList;
import java.util.List;

/** Whether one version may follow another. Stateless. */
final class Compatibility {

    private final SchemaRules rules;

    Compatibility(SchemaRules rules) {
        this.rules = rules;
    }

    /** Why a definition may not follow the latest one; empty if it may. */
    List<String> problems(Definition latest, Definition fresh, CompatibilityMode mode) {
        if (mode == CompatibilityMode.NONE) {
            return List.of();
        }
        if (latest.type() != fresh.type()) {
            return List.of("the type changed from " + latest.type().wireName() + " to "
                    + fresh.type().wireName());
        }
        List<String> problems = new ArrayList<>();
        if (mode != CompatibilityMode.FORWARD) {
            backward(latest, fresh).forEach(problem -> problems.add("not backward compatible: " + problem));
        }
        if (problems.isEmpty() && mode != CompatibilityMode.BACKWARD) {
            forward(latest, fresh).forEach(problem -> problems.add("not forward compatible: " + problem));
        }
        return problems;
    }

    private List<String> backward(Definition latest, Definition fresh) {
        if (latest instanceof AvroDefinition writer && fresh instanceof AvroDefinition reader) {
            return AvroRules.problems(rules, reader.schema(), writer.schema());
        }
        if (latest instanceof JsonDefinition old && fresh instanceof JsonDefinition changed) {
            return JsonRules.backward(rules, old, changed);
        }
        return List.of();
    }

    private List<String> forward(Definition latest, Definition fresh) {
        if (latest instanceof AvroDefinition reader && fresh instanceof AvroDefinition writer) {
            return AvroRules.problems(rules, reader.schema(), writer.schema());
        }
        if (latest instanceof JsonDefinition old && fresh instanceof JsonDefinition changed) {
            return JsonRules.forward(old, changed);
        }
        return List.of();
    }
}
