package com.danubemessaging.connect.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StampedTest {

    @Test
    void payloadsAreJsonOfTheirSizeAndTellWhenTheyWereMade() {
        long before = System.nanoTime();
        Buffer payload = new Stamped(1024).now();
        long after = System.nanoTime();

        assertThat(payload.length()).isEqualTo(1024);
        assertThat(new JsonObject(payload).fieldNames()).containsExactly("t", "pad");
        assertThat(Stamped.timeOf(ByteBuffer.wrap(payload.getBytes()))).isBetween(before, after);
    }
}
