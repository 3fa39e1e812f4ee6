package com.danubemessaging.connect.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.error.InvalidDataException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {

    private static List<DeadLetter.Part> parts(int bytes) {
        return new DeadLetter("/default/a", Buffer.buffer(new byte[bytes]), Map.of("a", "b"), null, null, null).parts();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3145728, 1", "3145729, 2", "6291456, 2", "6291457, 3"})
    void cutsAtThreeMebibytes(int bytes, int count) {
        List<DeadLetter.Part> parts = parts(bytes);

        assertThat(parts).hasSize(count);
        assertThat(parts.stream().mapToInt(part -> part.payload().length()).sum())
                .isEqualTo(bytes);
        assertThat(parts).allSatisfy(part -> assertThat(part.attributes()).containsEntry("a", "b"));
    }

    @Test
    void leavesARecordInOnePieceUnmarked() {
        assertThat(parts(10).get(0).attributes()).doesNotContainKeys(DeadLetter.PART, DeadLetter.SHA256);
    }

    @Test
    void keepsAReasonToAReadableLength() {
        Map<String, String> reason = DeadLetter.reason(
                "writer",
                DeadLetter.Stage.PROCESS,
                "invalid",
                1,
                new InvalidDataException("x".repeat(100_000)),
                1_700_000_000_000L);

        assertThat(reason.get("danube.connect.error.reason")).hasSize(2000);
        assertThat(reason)
                .containsEntry("danube.connect.error.class", InvalidDataException.class.getName())
                .containsEntry("danube.connect.error.time", "1700000000000");
    }

    @Test
    void tellsTheOutcomeWhereThereIsNoCause() {
        assertThat(DeadLetter.reason("writer", DeadLetter.Stage.PROCESS, "retries_exhausted", 4, null, 0))
                .containsEntry("danube.connect.error.reason", "retries_exhausted")
                .containsEntry("danube.connect.error.attempts", "4")
                .doesNotContainKey("danube.connect.error.class");
    }
}
