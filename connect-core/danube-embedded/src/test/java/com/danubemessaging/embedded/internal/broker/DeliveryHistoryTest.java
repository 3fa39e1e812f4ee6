package com.danubemessaging.embedded.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.proto.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories: publishes, acknowledgements in any order, refusals, time-outs, consumers that come and go,
 * restarts. Whatever happens, nothing acknowledged comes again in the same life, the window holds, the cursor never
 * passes something unacknowledged, and in the end everything was delivered.
 */
class DeliveryHistoryTest {

    private static final int WINDOW = 7;
    private static final int SEEDS = 60;
    private static final int STEPS = 300;

    @ParameterizedTest
    @EnumSource(SubscriptionType.class)
    void losesNothingAndRepeatsNothingAcknowledged(SubscriptionType type) {
        for (long seed = 0; seed < SEEDS; seed++) {
            new History(type, seed).run();
        }
    }

    private static final class History {

        private final SubscriptionType type;
        private final long seed;
        private final Random random;
        private final CoreHarness core;
        private final Map<String, RecordingStream> streams = new HashMap<>();
        private final Map<String, Attachment> attachments = new HashMap<>();
        private final List<Long> inHand = new ArrayList<>();
        private final Set<Long> acknowledged = new HashSet<>();
        private final Set<Long> delivered = new HashSet<>();
        private long published;
        private long checkedTo;

        History(SubscriptionType type, long seed) {
            this.type = type;
            this.seed = seed;
            this.random = new Random(seed);
            this.core = new CoreHarness(
                    WINDOW,
                    FailurePolicy.defaults()
                            .withMaxRedeliveryCount(Integer.MAX_VALUE)
                            .withRedeliveryDelay(
                                    Duration.ofMillis(500), Duration.ofSeconds(2), BackoffStrategy.EXPONENTIAL));
            connect("a");
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
                collect();
                check();
            }
            finish();
        }

        private void step() {
            int choice = random.nextInt(100);
            if (choice < 35) {
                core.publish("key-" + random.nextInt(5));
                published++;
            } else if (choice < 70) {
                acknowledgeOne();
            } else if (choice < 80) {
                nackOne();
            } else if (choice < 88) {
                core.pass(random.nextInt(4) * CoreHarness.HEARTBEAT);
            } else if (choice < 94) {
                disconnect(anyName());
            } else if (choice < 99) {
                connect(anyName());
            } else {
                restart();
            }
        }

        private String anyName() {
            return type == SubscriptionType.EXCLUSIVE
                    ? "a"
                    : List.of("a", "b", "c").get(random.nextInt(3));
        }

        private void connect(String name) {
            RecordingStream stream = new RecordingStream();
            streams.put(name, stream);
            attachments.put(name, core.consume(type, name, stream));
        }

        private void disconnect(String name) {
            Attachment attachment = attachments.remove(name);
            if (attachment != null) {
                attachment.closed();
                streams.remove(name);
            }
        }

        private void restart() {
            core.restart();
            streams.clear();
            attachments.clear();
            inHand.clear();
            // What was acknowledged above the cursor is not remembered by a restart, and may come again.
            connect("a");
            long cursor = core.stats().cursor();
            acknowledged.removeIf(offset -> offset > cursor);
        }

        private void collect() {
            for (RecordingStream stream : streams.values()) {
                for (StreamMessage message : stream.take()) {
                    long offset = message.getMsgId().getTopicOffset();
                    assertThat(acknowledged)
                            .as("seed %d: offset %d was acknowledged", seed, offset)
                            .doesNotContain(offset);
                    delivered.add(offset);
                    inHand.add(offset);
                }
            }
        }

        private void acknowledgeOne() {
            if (!inHand.isEmpty()) {
                long offset = inHand.remove(random.nextInt(inHand.size()));
                long before = doneCount();
                core.ack(offset);
                // One that comes during a pause, or after the message went to somebody else, may have no effect.
                if (doneCount() > before) {
                    acknowledged.add(offset);
                }
            }
        }

        private long doneCount() {
            SubscriptionStats stats = core.stats();
            return published - stats.backlog() - stats.unacked();
        }

        private void nackOne() {
            if (!inHand.isEmpty()) {
                core.nack(inHand.remove(random.nextInt(inHand.size())), random.nextInt(1000));
            }
        }

        private void check() {
            SubscriptionStats stats = core.stats();
            assertThat(stats.unacked()).as("seed %d: unacknowledged", seed).isLessThanOrEqualTo(WINDOW);
            assertThat(stats.blocked()).isFalse();
            for (; checkedTo <= stats.cursor(); checkedTo++) {
                assertThat(acknowledged)
                        .as("seed %d: everything up to the cursor", seed)
                        .contains(checkedTo);
            }
            assertThat(core.control.stats(CoreHarness.TOPIC).logStartOffset())
                    .as("seed %d: nothing unacknowledged is trimmed", seed)
                    .isLessThanOrEqualTo(stats.cursor() + 1);
        }

        private void finish() {
            connect("a");
            for (int round = 0; round < 10_000 && core.stats().cursor() < published - 1; round++) {
                collect();
                while (!inHand.isEmpty()) {
                    acknowledgeOne();
                    collect();
                }
                core.pass(CoreHarness.HEARTBEAT);
            }
            assertThat(core.stats().cursor()).as("seed %d: cursor", seed).isEqualTo(published - 1);
            assertThat(delivered).as("seed %d: offsets delivered", seed).hasSize((int) published);
            assertThat(core.control.stats(CoreHarness.TOPIC).logBytes()).isZero();
        }
    }
}
