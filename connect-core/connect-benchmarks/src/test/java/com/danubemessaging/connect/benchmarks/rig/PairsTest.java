package com.danubemessaging.connect.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

    @Test
    void theTwoTakeTurns() throws Exception {
        List<String> order = new ArrayList<>();

        Pairs.measure(
                2,
                () -> {
                    order.add("connector");
                    return 1.0;
                },
                () -> {
                    order.add("bare");
                    return 1.0;
                });

        assertThat(order).containsExactly("bare", "connector", "bare", "connector");
    }

    @Test
    void mediansAreOfEachSideAndTheRatioIsOfThePairs() {
        Pairs<Double> pairs = new Pairs<>(List.of(8.0, 30.0, 9.0), List.of(10.0, 20.0, 30.0));

        assertThat(pairs.ofConnector(Double::doubleValue)).isEqualTo(9);
        assertThat(pairs.ofBare(Double::doubleValue)).isEqualTo(20);
        assertThat(pairs.ratio(Double::doubleValue)).isEqualTo(0.8);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        Pairs<Double> pairs = new Pairs<>(List.of(1.0, 3.0), List.of(1.0, 1.0));

        assertThat(pairs.ofConnector(Double::doubleValue)).isEqualTo(2);
    }
}
