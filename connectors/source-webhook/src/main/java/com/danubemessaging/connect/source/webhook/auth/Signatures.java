package com.danubemessaging.connect.source.webhook.auth;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a signature's header.
 *
 * @param candidates signatures, one of which must be right; empty if the header has no form that is known
 * @param time of signing as it was signed, in Stripe's form
 */
record Signatures(List<byte[]> candidates, @Nullable String time) {

    private static final int MOST_CANDIDATES = 8;

    /** Reads a header's value. */
    static Signatures parse(String value, SignatureScheme scheme, HashAlgorithm algorithm) {
        return switch (scheme) {
            case GITHUB -> new Signatures(prefixed(value, algorithm), null);
            case STRIPE -> stripe(value);
            case ANY -> isStripe(value) ? stripe(value) : new Signatures(any(value, algorithm), null);
        };
    }

    private static boolean isStripe(String value) {
        return value.contains("t=") && value.contains("v1=");
    }

    private static Signatures stripe(String value) {
        List<byte[]> candidates = new ArrayList<>();
        String time = null;
        for (String part : value.split(",", -1)) {
            String trimmed = part.trim();
            if (trimmed.startsWith("t=")) {
                time = trimmed.substring(2);
            } else if (trimmed.startsWith("v1=") && candidates.size() < MOST_CANDIDATES) {
                candidates.addAll(hex(trimmed.substring(3)));
            }
        }
        return time == null ? new Signatures(List.of(), "") : new Signatures(candidates, time);
    }

    private static List<byte[]> any(String value, HashAlgorithm algorithm) {
        String trimmed = value.trim();
        if (trimmed.startsWith(algorithm.prefix())) {
            return prefixed(trimmed, algorithm);
        }
        return trimmed.length() == algorithm.bytes() * 2 ? hex(trimmed) : base64(trimmed);
    }

    private static List<byte[]> prefixed(String value, HashAlgorithm algorithm) {
        String trimmed = value.trim();
        return trimmed.startsWith(algorithm.prefix())
                ? hex(trimmed.substring(algorithm.prefix().length()))
                : List.of();
    }

    private static List<byte[]> hex(String digits) {
        try {
            return List.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<byte[]> base64(String text) {
        try {
            return List.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
