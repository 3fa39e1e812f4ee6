package com.danubemessaging.connect.source.webhook.limit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Sixteen bytes that stand for a value somebody else has chosen, so that what is remembered of it has a size of its
 * own. Two values have one fingerprint as seldom as 128 bits of SHA-256 are equal.
 */
public record Fingerprint(long high, long low) {

    /** Of a text of any length. */
    public static Fingerprint of(String text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a hash, at least sixteen bytes. */
    public static Fingerprint of(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }
}
