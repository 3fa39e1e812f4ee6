package com.danubemessaging.embedded.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLogTest {

    private static final long LIMIT = 10_000;

    @Test
    void refusesWhatDoesNotFitAndTakesItOnceThereIsRoom() {
        MemoryLog log = new MemoryLog(new MemoryBudget(100));
        log.append(message(60));
        assertThatThrownBy(() -> log.append(message(60)))
                .isInstanceOf(StorageFullException.class)
                .hasMessageContaining("100 bytes");
        assertThat(log.endOffset()).isEqualTo(1);

        log.trimTo(1);
        log.append(message(60));
        assertThat(log.startOffset()).isEqualTo(1);
        assertThat(log.read(0)).isNull();
        assertThat(log.read(1)).isNotNull();
        assertThat(log.read(2)).isNull();
    }

    @Test
    void sharesItsBudgetWithTheOtherLogsOfAStore() {
        MemoryBudget budget = new MemoryBudget(100);
        MemoryLog one = new MemoryLog(budget);
        MemoryLog two = new MemoryLog(budget);
        one.append(message(60));

        assertThatThrownBy(() -> two.append(message(60))).isInstanceOf(StorageFullException.class);
        one.reset();
        two.append(message(60));
    }

    /** Thousands of random steps against a map that is obviously right. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithASimpleMapWhateverIsDone(long seed) {
        Random random = new Random(seed);
        MemoryLog log = new MemoryLog(new MemoryBudget(LIMIT));
        TreeMap<Long, StreamMessage> model = new TreeMap<>();
        long end = 0;
        for (int step = 0; step < 5_000; step++) {
            int choice = random.nextInt(100);
            if (choice < 70) {
                StreamMessage message = message(random.nextInt(300));
                long used = model.values().stream()
                        .mapToLong(StreamMessage::getSerializedSize)
                        .sum();
                if (used + message.getSerializedSize() <= LIMIT) {
                    log.append(message);
                    model.put(end++, message);
                } else {
                    assertThatThrownBy(() -> log.append(message)).isInstanceOf(StorageFullException.class);
                }
            } else if (choice < 95) {
                long to = end - random.nextInt(40) + 2;
                log.trimTo(to);
                model.headMap(to).clear();
            } else if (choice < 99) {
                log.skip();
                model.clear();
                end++;
            } else {
                log.reset();
                model.clear();
                end = 0;
            }
            assertThat(log.endOffset()).isEqualTo(end);
            assertThat(log.startOffset()).isEqualTo(model.isEmpty() ? end : model.firstKey());
            long offset = end - random.nextInt(60);
            assertThat(log.read(offset)).isSameAs(model.get(offset));
        }
        assertThat(log.bytes())
                .isEqualTo(model.values().stream()
                        .mapToLong(StreamMessage::getSerializedSize)
                        .sum());
    }

    private static StreamMessage message(int bytes) {
        return StreamMessage.newBuilder()
                .setPayload(ByteString.copyFrom(new byte[bytes]))
                .build();
    }
}
