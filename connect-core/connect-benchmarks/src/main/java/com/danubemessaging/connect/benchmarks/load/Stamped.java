package com.danubemessaging.connect.benchmarks.load;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Payloads that carry their own time: a JSON object of so many bytes whose first member is the reading of
 * {@link System#nanoTime} as 19 digits. Processes on one machine share that clock (CLOCK_MONOTONIC on Linux).
 */
public final class Stamped {

    private static final String HEAD = "{\"t\":\"";
    private static final String BETWEEN = "\",\"pad\":\"";
    private static final String TAIL = "\"}";
    private static final int DIGITS = 19;

    private final byte[] template;

    /**
     * A maker of payloads.
     *
     * @param bytes of each, 64 or more
     */
    public Stamped(int bytes) {
        int rest = bytes - HEAD.length() - DIGITS - BETWEEN.length() - TAIL.length();
        template = (HEAD + "0".repeat(DIGITS) + BETWEEN + "x".repeat(rest) + TAIL).getBytes(StandardCharsets.US_ASCII);
    }

    /** A payload of this moment. */
    public Buffer now() {
        byte[] payload = template.clone();
        long rest = System.nanoTime();
        for (int i = HEAD.length() + DIGITS - 1; i >= HEAD.length(); i--) {
            payload[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return Buffer.buffer(payload);
    }

    /** When a payload was made. */
    public static long timeOf(ByteBuffer payload) {
        long time = 0;
        int start = payload.position() + HEAD.length();
        for (int i = start; i < start + DIGITS; i++) {
            time = time * 10 + payload.get(i) - '0';
        }
        return time;
    }
}
