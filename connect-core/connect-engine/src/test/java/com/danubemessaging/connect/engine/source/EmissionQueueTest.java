package com.danubemessaging.connect.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A queue that any of its emissions may leave from wherever it stands. */
class EmissionQueueTest {

    private static Emitted<String> emission(int number) {
        return new Emitted<>("r" + number, new TopicLanes<>(0, 1, 0), null, null, 1, 0, number);
    }

    @Test
    void anEmissionIsInOneQueueOnly() {
        Emitted<String> emission = emission(1);
        new EmissionQueue<String>().addLast(emission);

        assertThatIllegalStateException().isThrownBy(() -> new EmissionQueue<String>().addFirst(emission));
        assertThatIllegalStateException().isThrownBy(() -> new EmissionQueue<String>().remove(emission));
    }

    @Property(tries = 300)
    void behavesAsAListWouldThroughAnyAdditionsAndRemovals(
            @ForAll @Size(max = 150) List<@IntRange(max = 39) Integer> steps) {
        EmissionQueue<String> queue = new EmissionQueue<>();
        List<Emitted<String>> model = new ArrayList<>();

        for (int step : steps) {
            switch (step % 4) {
                case 0 -> {
                    model.add(0, emission(step));
                    queue.addFirst(model.get(0));
                }
                case 1 -> {
                    model.add(emission(step));
                    queue.addLast(model.get(model.size() - 1));
                }
                case 2 -> assertThat(queue.removeFirst()).isSameAs(model.isEmpty() ? null : model.remove(0));
                default -> {
                    if (!model.isEmpty()) {
                        queue.remove(model.remove(step % model.size()));
                    }
                }
            }
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(queue.first()).isSameAs(model.isEmpty() ? null : model.get(0));
        }
        for (Emitted<String> expected : model) {
            assertThat(queue.removeFirst()).isSameAs(expected);
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
