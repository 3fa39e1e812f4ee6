package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeframerTest {

    @Property(tries = 300)
    void cutsTheSameMessagesHoweverTheStreamWasChunked(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 500) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 200) int maxChunk,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Buffer> messages = new ArrayList<>();
        Buffer stream = Buffer.buffer();
        for (int size : sizes) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            messages.add(Buffer.buffer(bytes));
            stream.appendByte((byte) 0).appendInt(size).appendBytes(bytes);
        }

        Deframer deframer = new Deframer();
        List<Buffer> cut = new ArrayList<>();
        int position = 0;
        while (position < stream.length()) {
            int end = Math.min(stream.length(), position + 1 + random.nextInt(maxChunk));
            deframer.push(stream.getBuffer(position, end));
            position = end;
            if (random.nextBoolean()) {
                pollAll(deframer, cut);
            }
        }
        pollAll(deframer, cut);

        assertThat(cut).isEqualTo(messages);
        assertThat(deframer.isEmpty()).isTrue();
    }

    private static void pollAll(Deframer deframer, List<Buffer> into) {
        for (Buffer next = deframer.poll(); next != null; next = deframer.poll()) {
            into.add(next);
        }
    }

    @Test
    void anIncompleteMessageIsNotCut() {
        Deframer deframer = new Deframer();
        deframer.push(Buffer.buffer(new byte[] {0, 0, 0, 0, 2, 1}));

        assertThat(deframer.poll()).isNull();
        assertThat(deframer.isEmpty()).isFalse();
    }

    @Test
    void refusesACompressedMessage() {
        Deframer deframer = new Deframer();
        deframer.push(Buffer.buffer(new byte[] {1, 0, 0, 0, 0}));

        assertThatThrownBy(deframer::poll)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compress");
    }

    @Test
    void refusesAMessageOverTheLimitBeforeItHasArrived() {
        Deframer deframer = new Deframer();
        deframer.push(Buffer.buffer(new byte[] {0, (byte) 0xff, 0, 0, 0}));

        assertThatThrownBy(deframer::poll)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4278190080");
    }
}
