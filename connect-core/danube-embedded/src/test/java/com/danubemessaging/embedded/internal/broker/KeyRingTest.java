package com.danubemessaging.embedded.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    @ParameterizedTest
    @CsvSource({
        "'', c610ff71",
        "order-123, cc728681",
        "payment, fcf9e347",
        "keyA, 681b7f8d",
        "keyB, 8e0bdc9f",
        "1-0, 457b844a",
        "1-99, 7c3dfa6a"
    })
    void hashesAsEveryOtherDanubeBroker(String text, String hash) {
        assertThat(Long.toHexString(KeyHash.h32(text))).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({"order-123, 1", "payment, 2", "shipping, 1", "keyA, 3", "keyB, 2", "user-1, 2", "acc-100, 1"})
    void placesKeysAsEveryOtherDanubeBroker(String key, long owner) {
        assertThat(owner(ring(1, 2, 3), key)).isEqualTo(owner);
    }

    @Test
    void movesAboutAThirdOfTheKeysToAThirdConsumerAndNoOthers() {
        KeyRing two = ring(11, 22);
        KeyRing three = ring(11, 22, 33);
        List<String> moved = IntStream.range(0, 1000)
                .mapToObj(i -> "key-" + i)
                .filter(key -> owner(two, key) != owner(three, key))
                .toList();

        assertThat(moved).hasSizeBetween(200, 470);
        assertThat(moved).allSatisfy(key -> assertThat(owner(three, key)).isEqualTo(33));
    }

    @Test
    void choosesAmongEligibleConsumersOnly() {
        KeyRing ring = ring(1, 2, 3);

        Consumer owner = ring.owner("order-123", consumer -> consumer.id() != 1);
        assertThat(Objects.requireNonNull(owner).id()).isNotEqualTo(1);
        assertThat(ring.owner("order-123", consumer -> false)).isNull();
        assertThat(ring().owner("order-123", consumer -> true)).isNull();
    }

    private static KeyRing ring(long... ids) {
        return new KeyRing(LongStream.of(ids)
                .mapToObj(id -> new Consumer(id, "c" + id, KeyFilter.ALL, 0))
                .toList());
    }

    private static long owner(KeyRing ring, String key) {
        return Objects.requireNonNull(ring.owner(key, consumer -> true)).id();
    }
}
