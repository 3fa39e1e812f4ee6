package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The two rules of acknowledging, through any history. */
class AcknowledgementPropertyTest {

    @Provide
    Arbitrary<List<SinkMove>> anything() {
        return SinkMove.scripts();
    }

    @Provide
    Arbitrary<List<SinkMove>> withoutCopies() {
        return SinkMove.scriptsWithoutCopies();
    }

    @Property(tries = 250)
    void withinALaneAcknowledgementsLeaveInOffsetOrder(@ForAll("withoutCopies") List<SinkMove> script) {
        Map<String, Long> last = new HashMap<>();
        Set<Long> sent = new HashSet<>();
        SinkHistory history = new SinkHistory(SinkHistory.roomy()) {
            @Override
            public void ack(Delivery<String> delivery) {
                if (sent.add(delivery.offset())) {
                    assertThat(delivery.offset()).isGreaterThan(last.getOrDefault(laneOf(delivery.record()), 0L));
                    last.put(laneOf(delivery.record()), delivery.offset());
                }
                super.ack(delivery);
            }
        };

        history.play(script).finish();

        assertThat(sent).containsAll(history.came.values());
    }

    @Property(tries = 250)
    void theHighestOpenDeliveryIsNotAcknowledgedWhileALowerOneIsOpen(@ForAll("anything") List<SinkMove> script) {
        Set<Long> sent = new HashSet<>();
        new SinkHistory(SinkHistory.roomy()) {
            @Override
            public void ack(Delivery<String> delivery) {
                // A repeated acknowledgement was free to leave when it left first.
                if (sent.add(delivery.offset()) && held.size() > 1) {
                    assertThat(delivery.offset()).as("of %s", held).isLessThan(held.last());
                }
                super.ack(delivery);
            }
        }.play(script).finish();
    }

    @Property(tries = 250)
    void aFailedAcknowledgementLeavesAgainBeforeAnyNewOneOfItsLane(@ForAll("withoutCopies") List<SinkMove> script) {
        Map<String, Set<Long>> failed = new HashMap<>();
        Set<Long> sent = new HashSet<>();
        SinkHistory history = new SinkHistory(SinkHistory.roomy()) {
            @Override
            public void ack(Delivery<String> delivery) {
                Set<Long> ofLane = failed.computeIfAbsent(laneOf(delivery.record()), lane -> new HashSet<>());
                ofLane.remove(delivery.offset());
                if (sent.add(delivery.offset())) {
                    assertThat(ofLane).as("failed before %d", delivery.offset()).isEmpty();
                }
                super.ack(delivery);
            }

            @Override
            void answerAck(Delivery<String> delivery, AckAnswer answer) {
                if (answer == AckAnswer.FAILED) {
                    failed.computeIfAbsent(laneOf(delivery.record()), lane -> new HashSet<>())
                            .add(delivery.offset());
                }
                super.answerAck(delivery, answer);
            }
        };

        history.play(script).finish();

        assertThat(failed.values()).allMatch(Set::isEmpty);
    }
}
