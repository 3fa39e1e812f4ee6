package com.danubemessaging.connect.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {

    @Test
    void whatGrewBetweenCollectionsWasAllocated() {
        List<String> lines = List.of(
                "[0.010s][info][gc] Using Serial",
                "[0.500s][info][gc] GC(0) Pause Young (Allocation Failure) 20M->5M(61M) 3.1ms",
                "[0.900s][info][gc] GC(1) Pause Young (Allocation Failure) 25M->6M(61M) 2.0ms",
                "[1.100s][info][gc] GC(2) Pause Full (Metadata GC Threshold) 16M->4M(61M) 9.5ms");

        assertThat(GcLog.allocatedBytes(lines)).isEqualTo((20 + 20 + 10) * 1024L * 1024);
    }

    @Test
    void aLogWithoutCollectionsTellsNothing() {
        assertThat(GcLog.allocatedBytes(List.of("[0.010s][info][gc] Using Serial")))
                .isZero();
    }
}
