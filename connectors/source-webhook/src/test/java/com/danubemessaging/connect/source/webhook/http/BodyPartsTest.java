package com.danubemessaging.connect.source.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyPartsTest {

    private final BodyParts parts = new BodyParts();

    @Test
    void noPartsAreAnEmptyBody() {
        assertThat(parts.join().length()).isZero();
    }

    @Test
    void onePartIsTheBodyWithoutACopy() {
        Buffer only = Buffer.buffer("only");
        parts.add(only);

        assertThat(parts.length()).isEqualTo(4);
        assertThat(parts.join()).isSameAs(only);
    }

    @Test
    void severalPartsAreJoinedInTheirOrder() {
        parts.add(Buffer.buffer("one "));
        parts.add(Buffer.buffer("two "));
        parts.add(Buffer.buffer("three"));

        assertThat(parts.length()).isEqualTo(13);
        assertThat(parts.join()).hasToString("one two three");
    }

    @Test
    void whatIsDroppedIsGone() {
        parts.add(Buffer.buffer("one"));
        parts.add(Buffer.buffer("two"));

        parts.drop();

        assertThat(parts.length()).isZero();
        assertThat(parts.join().length()).isZero();
    }
}
