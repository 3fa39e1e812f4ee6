package com.danubemessaging.embedded.internal.broker;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which keys a consumer wants: any of a list of byte-wise globs, or every key if the list is empty. {@code *} stands
 * for any run of bytes, {@code ?} for exactly one byte, everything else for itself; the whole key must match (Danube
 * protocol: choosing the consumer of a key). Immutable.
 */
final class KeyFilter {

    /** Wants every key. */
    static final KeyFilter ALL = new KeyFilter(List.of());

    private final List<byte[]> globs;

    KeyFilter(List<String> patterns) {
        globs = patterns.stream()
                .map(pattern -> pattern.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    boolean accepts(String key) {
        if (globs.isEmpty()) {
            return true;
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (byte[] glob : globs) {
            if (matches(glob, bytes)) {
                return true;
            }
        }
        return false;
    }

    /** Greedy matching with one point of return, so the time is at most pattern times key length. */
    private static boolean matches(byte[] glob, byte[] key) {
        int g = 0;
        int k = 0;
        int star = -1;
        int resume = 0;
        while (k < key.length) {
            if (g < glob.length && glob[g] == '*') {
                star = g++;
                resume = k;
            } else if (g < glob.length && (glob[g] == '?' || glob[g] == key[k])) {
                g++;
                k++;
            } else if (star >= 0) {
                g = star + 1;
                k = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length && glob[g] == '*') {
            g++;
        }
        return g == glob.length;
    }
}
