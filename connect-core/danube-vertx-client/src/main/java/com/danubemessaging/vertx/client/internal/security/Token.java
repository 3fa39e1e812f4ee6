package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token, and when it expires as far as it says so itself. Its text does not show in {@link #toString()}. Immutable;
 * equal if the text is.
 */
final class Token {

    /** Brokers take headers of 16 KiB in all (Danube protocol: transport). */
    private static final int MOST_CHARACTERS = 12 * 1024;

    /** A token is asked for anew this long before it expires, or when a fifth of its time is left if that is later. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(1);

    private static final int RENEW_FRACTION = 5;

    private final String text;
    private final String header;
    private final @Nullable Instant expiry;
    private final @Nullable Instant renewal;

    private Token(String text, @Nullable Instant expiry, Instant now) {
        this.text = text;
        this.header = "Bearer " + text;
        this.expiry = expiry;
        this.renewal = expiry == null ? null : renewal(expiry, now);
    }

    /**
     * @param origin where it comes from, for a person
     * @throws DanubeException of kind CONFIGURATION if it cannot be a token
     */
    static Token of(@Nullable String given, String origin, Instant now) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            throw new DanubeException(Kind.CONFIGURATION, "The token from " + origin + " is empty");
        }
        if (text.length() > MOST_CHARACTERS || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new DanubeException(
                    Kind.CONFIGURATION,
                    "What comes from " + origin + " is not a token: it must be at most " + MOST_CHARACTERS
                            + " printable ASCII characters without blanks");
        }
        return new Token(text, expiry(text), now);
    }

    private static Instant renewal(Instant expiry, Instant now) {
        Duration left = Duration.between(now, expiry);
        Duration share = left.dividedBy(RENEW_FRACTION);
        return expiry.minus(share.compareTo(RENEW_BEFORE) < 0 ? share : RENEW_BEFORE);
    }

    /** The {@code exp} claim of a JSON web token (RFC 7519); null if it is none or does not say. */
    private static @Nullable Instant expiry(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return new JsonObject(claims).getValue("exp") instanceof Number seconds
                    ? Instant.ofEpochSecond(seconds.longValue())
                    : null;
        } catch (DecodeException | IllegalArgumentException | DateTimeException notReadable) {
            return null;
        }
    }

    /** The value of the header that carries it. */
    String header() {
        return header;
    }

    /** Whether it is time to ask for another. */
    boolean isDueForRenewal(Instant now) {
        return renewal != null && !now.isBefore(renewal);
    }

    /** What a person should know about a token that a broker refused. */
    String whyRefused(Instant now) {
        if (expiry == null) {
            return "the broker does not accept the token";
        }
        return expiry.isBefore(now)
                ? "the token expired at " + expiry
                : "the broker does not accept the token, although it says that it is valid until " + expiry
                        + "; it was signed with another secret, or withdrawn";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token token && token.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return expiry == null ? "[token]" : "[token until " + expiry + "]";
    }
}
