package com.danubemessaging.embedded.internal.broker;

import java.nio.charset.StandardCharsets;

/** The hash that places keys and consumers on the ring (Danube protocol: choosing the consumer of a key). */
final class KeyHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private KeyHash() {}

    /**
     * FNV-1a 64 over the UTF-8 bytes, folded to 32 bits and mixed.
     *
     * @return an unsigned 32-bit value, 0 to 2^32 - 1
     */
    static long h32(String text) {
        long h = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * FNV_PRIME;
        }
        int x = (int) (h ^ (h >>> 32));
        x ^= x >>> 16;
        x *= 0x85ebca6b;
        x ^= x >>> 13;
        x *= 0xc2b2ae35;
        x ^= x >>> 16;
        return Integer.toUnsignedLong(x);
    }
}
