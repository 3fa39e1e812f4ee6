package com.danubemessaging.vertx.client.internal;

import java.nio.charset.StandardCharsets;

/** FNV-1a, 64 bit: the hash by which all Danube clients choose a partition (Danube protocol: partition routing). */
public final class Fnv1a {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    /** The hash over the text's UTF-8 bytes. */
    public static long hash(String text) {
        long hash = OFFSET_BASIS;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * PRIME;
        }
        return hash;
    }

    /** The partition of a key: the unsigned hash modulo {@code partitions}, which must be at least 1. */
    public static int partition(String key, int partitions) {
        return (int) Long.remainderUnsigned(hash(key), partitions);
    }
}
