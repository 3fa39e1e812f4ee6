package com.danubemessaging.connect.source.hello;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/**
 * The beginning of a file in short: {@code <bytes>:<CRC-32 in hex>}, for example {@code 17:9ae0daaf}. It covers the
 * first line, at most 1 KiB, because that no longer changes in a file that only grows.
 */
final class Fingerprint {

    private static final int MAX_BYTES = 1024;

    private Fingerprint() {}

    /** Of a file whose first {@code settled} bytes, at least one, will not change. */
    static String of(FileChannel channel, long settled) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_BYTES, settled));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, bytes.position());
        return bytes.position() + ":" + Long.toHexString(crc.getValue());
    }

    /** Whether the file begins like the one that the fingerprint was taken of. */
    static boolean matches(FileChannel channel, String fingerprint) throws IOException {
        int colon = fingerprint.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        return of(channel, Long.parseLong(fingerprint.substring(0, colon))).equals(fingerprint);
    }
}
