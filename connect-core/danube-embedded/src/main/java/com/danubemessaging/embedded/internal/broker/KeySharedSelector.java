package com.danubemessaging.embedded.internal.broker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key belongs to one consumer as long as the membership stays. A consumer that is away keeps its keys for a while,
 * then they move to the others; when it comes back, under the same name, it takes its share again. A message is skipped
 * only if no consumer that ever registered wants its key: a wanted message waits for its consumer rather than vanish.
 */
final class KeySharedSelector implements ConsumerSelector {

    private final Members members;
    private final long evictionMillis;
    private final boolean evictsForGood;
    private final Set<Consumer> evicted = new HashSet<>();
    private List<Consumer> onRing = List.of();
    private @Nullable KeyRing ring;

    /**
     * An empty ring.
     *
     * @param evictsForGood whether who lost its keys never gets any again (Danube protocol: hazard H7)
     */
    KeySharedSelector(Members members, long evictionMillis, boolean evictsForGood) {
        this.members = members;
        this.evictsForGood = evictsForGood;
        this.evictionMillis = evictionMillis;
    }

    @Override
    public Selection select(String key) {
        KeyRing current = ring;
        if (current == null) {
            current = new KeyRing(onRing);
            ring = current;
        }
        Consumer owner = current.owner(key, consumer -> consumer.filter().accepts(key));
        if (owner != null) {
            return Selection.of(owner);
        }
        boolean wantedByAnAbsentOne =
                members.all().stream().anyMatch(consumer -> consumer.filter().accepts(key));
        return wantedByAnAbsentOne || members.size() == 0 ? Selection.WAIT : Selection.SKIP;
    }

    @Override
    public void membersChanged() {
        setRing(members.all().stream()
                .filter(consumer -> !evicted.contains(consumer))
                .filter(consumer -> consumer.isActive() || onRing.contains(consumer))
                .toList());
    }

    @Override
    public void heartbeat(long now) {
        List<Consumer> before = onRing;
        setRing(onRing.stream()
                .filter(consumer -> consumer.isActive() || now - consumer.inactiveSince() < evictionMillis)
                .toList());
        if (evictsForGood && onRing.size() < before.size()) {
            evicted.addAll(before);
            onRing.forEach(evicted::remove);
        }
    }

    private void setRing(List<Consumer> consumers) {
        if (!consumers.equals(onRing)) {
            onRing = consumers;
            ring = null;
        }
    }
}
