package com.danubemessaging.embedded.internal.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A subject: a name, an id that all its versions share, and the versions. A deleted version is no longer listed or
 * found by its number, but stays what a next one is compared with (Danube protocol: DeleteSchemaVersion).
 */
public final class Subject {

    private final long id;
    private final String name;
    private final List<SubjectVersion> registered = new ArrayList<>();
    private final TreeMap<Integer, SubjectVersion> listed = new TreeMap<>();
    private CompatibilityMode mode = CompatibilityMode.BACKWARD;

    Subject(long id, String name) {
        this.id = id;
        this.name = name;
    }

    /**
     * A subject as it was kept.
     *
     * @param registered all versions ever, oldest first; at least one
     * @param listed the numbers of those that have not been deleted
     */
    public Subject(long id, String name, CompatibilityMode mode, List<SubjectVersion> registered, Set<Integer> listed) {
        this(id, name);
        this.mode = mode;
        for (SubjectVersion version : registered) {
            this.registered.add(version);
            if (listed.contains(version.version())) {
                this.listed.put(version.version(), version);
            }
        }
    }

    /** Its id, from 1. */
    public long id() {
        return id;
    }

    /** Its name, free text. */
    public String name() {
        return name;
    }

    /** What is asked of a new version. */
    public CompatibilityMode mode() {
        return mode;
    }

    void mode(CompatibilityMode newMode) {
        mode = newMode;
    }

    /** The newest version, deleted or not. */
    public SubjectVersion latest() {
        return registered.get(registered.size() - 1);
    }

    /** A version by its number. */
    public Optional<SubjectVersion> version(int version) {
        return Optional.ofNullable(listed.get(version));
    }

    /** The versions that have not been deleted, oldest first. */
    public Collection<SubjectVersion> versions() {
        return listed.values();
    }

    /** All versions ever registered, deleted or not, oldest first. */
    public List<SubjectVersion> registered() {
        return Collections.unmodifiableList(registered);
    }

    /** The version with this fingerprint, deleted or not. */
    Optional<SubjectVersion> withFingerprint(String fingerprint) {
        return registered.stream()
                .filter(version -> version.definition().fingerprint().equals(fingerprint))
                .findFirst();
    }

    void add(SubjectVersion version) {
        registered.add(version);
        listed.put(version.version(), version);
    }

    void delete(int version) {
        listed.remove(version);
    }
}
