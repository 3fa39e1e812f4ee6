package com.danubemessaging.connect.source.webhook.auth;

/** A hash that signatures are made with. */
public enum HashAlgorithm {
    /** HMAC with SHA-256. */
    SHA256("HmacSHA256", "sha256=", 32),
    /** HMAC with SHA-512. */
    SHA512("HmacSHA512", "sha512=", 64);

    private final String macName;
    private final String prefix;
    private final int bytes;

    HashAlgorithm(String macName, String prefix, int bytes) {
        this.macName = macName;
        this.prefix = prefix;
        this.bytes = bytes;
    }

    /** The name that {@link javax.crypto.Mac} knows. */
    String macName() {
        return macName;
    }

    /** What stands before the hexadecimal digits in GitHub's form. */
    String prefix() {
        return prefix;
    }

    /** Length of a signature. */
    int bytes() {
        return bytes;
    }
}
