package com.danubemessaging.embedded.internal.schema;

import com.danubemessaging.embedded.internal.schema.SchemaException.Reason;
import com.danubemessaging.embedded.model.SchemaRules;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All subjects. Ids are handed out from 1 and never again; all versions of a subject share its id (Danube protocol:
 * schema identity).
 */
public final class SchemaRegistry {

    /**
     * What a registration found or made.
     *
     * @param subject the subject
     * @param version its version with the definition
     * @param isNew whether the version was made
     */
    public record Registration(Subject subject, SubjectVersion version, boolean isNew) {}

    private final Compatibility compatibility;
    private final LongSupplier epochSeconds;
    private final Consumer<Subject> changed;
    private final Map<String, Subject> byName = new LinkedHashMap<>();
    private final Map<Long, Subject> byId = new HashMap<>();
    private long lastId;

    /**
     * An empty registry.
     *
     * @param rules what may follow what
     * @param epochSeconds seconds since the epoch
     * @param changed is told of every subject that is new or was changed
     */
    public SchemaRegistry(SchemaRules rules, LongSupplier epochSeconds, Consumer<Subject> changed) {
        this.compatibility = new Compatibility(rules);
        this.epochSeconds = epochSeconds;
        this.changed = changed;
    }

    /** Puts back a subject that was kept; ids of new subjects are above it. */
    public void restore(Subject subject) {
        byName.put(subject.name(), subject);
        byId.put(subject.id(), subject);
        lastId = Math.max(lastId, subject.id());
    }

    /** All subjects. */
    public Collection<Subject> subjects() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** A subject by its id. */
    public Optional<Subject> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A subject by its name. */
    public Optional<Subject> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A subject by its name.
     *
     * @throws SchemaException of reason NOT_FOUND
     */
    public Subject require(String name) {
        return find(name)
                .orElseThrow(() -> new SchemaException(
                        Reason.NOT_FOUND, "schema subject '" + name + "' not found in the registry"));
    }

    /**
     * Finds or adds the version of a subject with this definition.
     *
     * @throws SchemaException of reason INVALID or INCOMPATIBLE
     */
    public Registration register(
            String name, String type, byte[] definition, String description, String createdBy, List<String> tags) {
        if (name.isEmpty()) {
            throw new SchemaException(Reason.INVALID, "the subject has no name");
        }
        Definition fresh = Definition.parse(SchemaType.parse(type), definition);
        Optional<Subject> known = find(name);
        if (known.isEmpty()) {
            Subject subject = new Subject(++lastId, name);
            return added(subject, version(1, fresh, description, createdBy, tags));
        }
        Subject subject = known.get();
        Optional<SubjectVersion> same = subject.withFingerprint(fresh.fingerprint());
        if (same.isPresent()) {
            return new Registration(subject, same.get(), false);
        }
        List<String> problems = compatibility.problems(subject.latest().definition(), fresh, subject.mode());
        if (!problems.isEmpty()) {
            throw new SchemaException(
                    Reason.INCOMPATIBLE,
                    "the definition is incompatible with version "
                            + subject.latest().version() + " of schema subject '" + name + "': "
                            + String.join("; ", problems));
        }
        return added(subject, version(subject.latest().version() + 1, fresh, description, createdBy, tags));
    }

    private SubjectVersion version(
            int number, Definition definition, String description, String createdBy, List<String> tags) {
        return new SubjectVersion(
                number, definition, epochSeconds.getAsLong(), createdBy, description, List.copyOf(tags));
    }

    private Registration added(Subject subject, SubjectVersion version) {
        subject.add(version);
        byName.put(subject.name(), subject);
        byId.put(subject.id(), subject);
        changed.accept(subject);
        return new Registration(subject, version, true);
    }

    /**
     * Why a definition could not be registered now; empty if it could.
     *
     * @param mode instead of the subject's own; ignored if it is none
     * @throws SchemaException of reason NOT_FOUND or INVALID
     */
    public List<String> problems(String name, String type, byte[] definition, Optional<String> mode) {
        Subject subject = require(name);
        Definition fresh = Definition.parse(SchemaType.parse(type), definition);
        CompatibilityMode asked = mode.flatMap(CompatibilityMode::parse).orElse(subject.mode());
        return compatibility.problems(subject.latest().definition(), fresh, asked);
    }

    /**
     * Changes what is asked of a subject's next version.
     *
     * @throws SchemaException of reason INVALID or NOT_FOUND
     */
    public CompatibilityMode setMode(String name, String mode) {
        CompatibilityMode parsed = CompatibilityMode.parse(mode)
                .orElseThrow(() -> new SchemaException(
                        Reason.INVALID,
                        "compatibility mode '" + mode + "' is none of none, backward, forward and full"));
        Subject subject = require(name);
        subject.mode(parsed);
        changed.accept(subject);
        return parsed;
    }

    /** Forgets a version as far as it can be; false if there was none. */
    public boolean deleteVersion(String name, int version) {
        Optional<Subject> subject =
                find(name).filter(known -> known.version(version).isPresent());
        subject.ifPresent(known -> {
            known.delete(version);
            changed.accept(known);
        });
        return subject.isPresent();
    }
}
