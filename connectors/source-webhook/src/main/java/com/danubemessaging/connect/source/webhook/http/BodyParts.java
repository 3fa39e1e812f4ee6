package com.danubemessaging.connect.source.webhook.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one body as they come. They are put together once, when all are there: a buffer that grows with every
 * part is copied again and again, and ends up to twice as large as the body. Confined to its context.
 */
final class BodyParts {

    private final List<Buffer> parts = new ArrayList<>();
    private int length;

    /** How many bytes have come. */
    int length() {
        return length;
    }

    void add(Buffer part) {
        parts.add(part);
        length += part.length();
    }

    /** All of them; the parts are not kept any longer. */
    Buffer join() {
        if (parts.size() == 1) {
            return parts.remove(0);
        }
        Buffer whole = Buffer.buffer(length);
        parts.forEach(whole::appendBuffer);
        parts.clear();
        return whole;
    }

    /** Forgets them. */
    void drop() {
        parts.clear();
        length = 0;
    }
}
