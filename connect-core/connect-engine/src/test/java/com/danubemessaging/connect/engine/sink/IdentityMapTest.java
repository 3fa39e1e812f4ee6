package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IdentityMapTest {

    private static final PartitionLedger<String> LEDGER =
            new PartitionLedger<>(0, PartitionOptions.exclusive(0), 16, 0, new Totals(), lane(), key -> lane());

    private static Lane<String> lane() {
        return new Lane<>(null, new ReadyQueue<>(0, 0), 0);
    }

    /** Identities that share their low bits, so that chains of probes grow, wrap around and break. */
    @Property(tries = 300)
    void behavesAsAHashMapWouldThroughAnyAdditionsAndRemovals(
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 120) Integer> steps) {
        IdentityMap<String> map = new IdentityMap<>();
        Map<Long, Entry<String>> model = new HashMap<>();

        for (int step : steps) {
            long identity = (step % 5 + 60) + 64L * (step / 5);
            Entry<String> known = model.remove(identity);
            if (known != null) {
                map.remove(known);
            } else {
                Entry<String> entry = new Entry<>("r", LEDGER, lane(), step, identity, 1, 0, 0);
                model.put(identity, entry);
                map.add(entry);
            }
            for (int each = 0; each <= 120; each++) {
                long looked = (each % 5 + 60) + 64L * (each / 5);
                assertThat(map.get(looked)).isSameAs(model.get(looked));
            }
        }
    }
}
