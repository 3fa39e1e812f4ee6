package com.danubemessaging.connect.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks measure what they say: every record of a burst goes all the way, again and again. */
class EngineBenchmarksTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void everyDeliveryIsForgottenAtTheEndOfItsBurst(int keys) {
        SinkEngineBenchmark benchmark = new SinkEngineBenchmark();
        benchmark.keys = keys;
        benchmark.prepare();

        benchmark.deliverWriteAcknowledge();

        assertThat(benchmark.deliverWriteAcknowledge()).isEqualTo(2L * SinkEngineBenchmark.BURST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void everyEmittedRecordIsCommittedAtTheEndOfItsBurst(int keys) {
        SourceEngineBenchmark benchmark = new SourceEngineBenchmark();
        benchmark.keys = keys;
        benchmark.prepare();

        benchmark.emitPublishCommit();

        assertThat(benchmark.emitPublishCommit()).isEqualTo(2L * SourceEngineBenchmark.BURST);
    }
}
