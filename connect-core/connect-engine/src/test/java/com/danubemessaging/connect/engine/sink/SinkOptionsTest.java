package com.danubemessaging.connect.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SinkOptionsTest {

    /** Danube protocol, failure policy of a subscription: {@code ack_timeout_ms}. */
    private static final long BROKERS_PATIENCE = 30_000;

    @Test
    void theDefaultsLeaveTheBrokerPatienceToSpare() {
        SinkOptions defaults = SinkOptions.defaults();

        assertThat(defaults.patienceMillis()).isEqualTo(20_000).isLessThan(BROKERS_PATIENCE);
        assertThat(defaults.probeBackoff().maxMillis()).isEqualTo(1000);
        assertThat(defaults.lingerMillis()).isZero();
    }

    @Test
    void refusesWhatWouldStarveTheEngine() {
        Tuned none = new Tuned();
        none.tasks = 0;
        assertThatThrownBy(none::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tasks");
        Tuned empty = new Tuned();
        empty.batchRecords = 0;
        assertThatThrownBy(empty::build).isInstanceOf(IllegalArgumentException.class);
        Tuned closed = new Tuned();
        closed.heldRecords = 0;
        assertThatThrownBy(closed::build).isInstanceOf(IllegalArgumentException.class);
        Tuned negative = new Tuned();
        negative.maxRetries = -1;
        assertThatThrownBy(negative::build).isInstanceOf(IllegalArgumentException.class);
    }
}
