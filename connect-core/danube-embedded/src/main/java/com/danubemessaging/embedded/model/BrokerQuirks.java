package com.danubemessaging.embedded.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which hazards of the real broker an embedded one shows. Immutable.
 *
 * @param hazards those that are on
 */
public record BrokerQuirks(Set<Hazard> hazards) {

    private static final BrokerQuirks DEFAULTS = of(Hazard.H11);

    /** Copies the set. */
    public BrokerQuirks {
        hazards = Set.copyOf(hazards);
    }

    /** The sane broker, which blocks on poison all the same. */
    public static BrokerQuirks defaults() {
        return DEFAULTS;
    }

    /** No hazard at all. */
    public static BrokerQuirks none() {
        return new BrokerQuirks(Set.of());
    }

    /** Exactly these. */
    public static BrokerQuirks of(Hazard... hazards) {
        return new BrokerQuirks(Set.of(hazards));
    }

    /** Everything that can be switched, as a broker of release 0.15 behaves. */
    public static BrokerQuirks asDanube015() {
        return new BrokerQuirks(EnumSet.allOf(Hazard.class));
    }

    /** These and others. */
    public BrokerQuirks with(Collection<Hazard> more) {
        EnumSet<Hazard> all = EnumSet.noneOf(Hazard.class);
        all.addAll(hazards);
        all.addAll(more);
        return new BrokerQuirks(all);
    }

    /** These without one. */
    public BrokerQuirks without(Hazard hazard) {
        EnumSet<Hazard> fewer = EnumSet.noneOf(Hazard.class);
        fewer.addAll(hazards);
        fewer.remove(hazard);
        return new BrokerQuirks(fewer);
    }

    /** Whether a hazard is on. */
    public boolean has(Hazard hazard) {
        return hazards.contains(hazard);
    }

    /** The names of those that are on, in the order of their numbers. */
    public List<String> names() {
        return hazards.stream().sorted().map(Hazard::name).toList();
    }
}
