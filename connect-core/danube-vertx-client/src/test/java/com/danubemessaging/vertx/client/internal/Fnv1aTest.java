package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that all Danube clients must agree on (Danube protocol: partition routing). */
class Fnv1aTest {

    @ParameterizedTest
    @CsvSource({
        "'', cbf29ce484222325, 1, 2, 2, 5",
        "a, af63dc4c8601ec8c, 0, 1, 1, 12",
        "order-123, 1b96f9c28b5d5aba, 0, 0, 3, 10",
        "user-1, f84ba2aa754a4bd4, 0, 2, 3, 4",
        "payment, c1f69fc9824b6931, 1, 0, 3, 1",
        "keyA, 581995d75cbd55f7, 1, 1, 0, 7",
        "größe, b7450e1ef58140da, 0, 1, 2, 10",
    })
    void hashesAndChoosesPartitions(String key, String hash, int of2, int of3, int of5, int of16) {
        assertThat(Long.toHexString(Fnv1a.hash(key))).isEqualTo(hash);
        assertThat(Fnv1a.partition(key, 2)).isEqualTo(of2);
        assertThat(Fnv1a.partition(key, 3)).isEqualTo(of3);
        assertThat(Fnv1a.partition(key, 5)).isEqualTo(of5);
        assertThat(Fnv1a.partition(key, 16)).isEqualTo(of16);
    }
}
