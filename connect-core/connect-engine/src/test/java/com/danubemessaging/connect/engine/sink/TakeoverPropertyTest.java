package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Streams that the broker ends: taken twice in ten seconds is a takeover, and the loser stays away a minute or more.
 */
class TakeoverPropertyTest {

    private static final long WINDOW = 10_000;
    private static final long AWAY = 60_000;
    private static final long CHECK = 500;

    @Property(tries = 250)
    void anEndWithinTenSecondsOfATakingAndNoOtherIsATakeoverOfAtLeastAMinute(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 20_000) Integer> pauses,
            @ForAll @Size(20) List<Boolean> areMoves) {
        SinkRig rig = SinkRig.small().withPartition();
        long lastTaken = Long.MIN_VALUE / 2;
        int takeovers = 0;

        for (int i = 0; i < pauses.size(); i++) {
            rig.pass(pauses.get(i));
            boolean isTakeover = rig.now - lastTaken <= WINDOW;
            rig.engine.streamEnded(0, rig.now);
            assertThat(rig.engine.closedFor(0) == SinkEvent.StreamClosed.Cause.TAKEOVER)
                    .isEqualTo(isTakeover);
            if (isTakeover) {
                takeovers++;
                rig.pass(AWAY - 1);
                assertThat(rig.engine.closedFor(0)).as("within a minute").isNotNull();
                rig.pass(AWAY / 2 + CHECK + 1);
                assertThat(rig.engine.closedFor(0))
                        .as("after a minute and a half")
                        .isNull();
            }
            boolean isMove = areMoves.get(i);
            rig.engine.streamOpened(0, !isMove);
            lastTaken = isMove || isTakeover ? Long.MIN_VALUE / 2 : rig.now;
        }

        assertThat(rig.events.stream()
                        .filter(SinkEvent.Takeover.class::isInstance)
                        .count())
                .isEqualTo(takeovers);
    }

    @Property(tries = 100)
    void whoReadsBesideOthersOrMayNotCloseIsNeverTakenOver(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 20_000) Integer> pauses, @ForAll boolean readAlone) {
        SinkRig rig = SinkRig.small();
        rig.engine.addPartition(new PartitionOptions(0, readAlone ? Readers.ONE : Readers.SEVERAL, !readAlone, -1, -1));

        for (int pause : pauses) {
            rig.pass(pause);
            rig.streamTaken();
        }

        assertThat(rig.actions).isEmpty();
        assertThat(rig.events).isEmpty();
    }
}
