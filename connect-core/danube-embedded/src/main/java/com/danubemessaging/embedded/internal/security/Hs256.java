package com.danubemessaging.embedded.internal.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON web tokens in their compact form, signed with HMAC SHA-256 (RFC 7515, RFC 7518 section 3.2). Immutable. */
public final class Hs256 {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String HEADER = encode("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");

    private final SecretKeySpec key;

    /** @param secret shared by those who issue and those who check; not empty */
    public Hs256(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A token that holds these claims, given as JSON. */
    public String sign(String claims) {
        String signed = HEADER + '.' + encode(claims);
        return signed + '.' + ENCODER.encodeToString(mac(signed));
    }

    /** Whether the signature belongs to the text before it; takes the same time for every wrong signature. */
    boolean isSigned(String signed, String signature) {
        try {
            return MessageDigest.isEqual(mac(signed), DECODER.decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if it is not base64url */
    static String decode(String part) {
        return new String(DECODER.decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
