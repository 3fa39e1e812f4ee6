package com.danubemessaging.embedded.internal.schema;

import java.util.Locale;
import java.util.Optional;

/** How strictly a topic looks at the schemas of its messages (Danube protocol: validation at publish). */
public enum ValidationPolicy {
    /** Not at all. */
    NONE,
    /** Accepts messages without a schema or of another subject; the policy of fresh topics. */
    WARN,
    /** Accepts nothing but the topic's subject. */
    ENFORCE;

    /** The name that answers carry. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name in any letter case. */
    public static Optional<ValidationPolicy> parse(String name) {
        for (ValidationPolicy policy : values()) {
            if (policy.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
