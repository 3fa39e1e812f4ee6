package com.danubemessaging.embedded.internal.security;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells valid {@code authorization} headers from others, by the rules of a Danube broker: HS256, all five claims
 * present, not expired for more than a minute, no audience; the issuer is not compared (Danube protocol: TLS and
 * authentication). Unlike a real broker it remembers no token beyond its expiry. Confined to one thread.
 */
public final class TokenCheck {

    /** How long a token works after its expiry (Danube protocol: 60 s leeway). */
    static final long LEEWAY_SECONDS = 60;

    /** Clients use few tokens at a time; the bound is against those that make up new ones. */
    private static final int REMEMBERED = 256;

    private static final List<String> TEXT_CLAIMS = List.of("iss", "sub", "principal_type", "principal_name");

    private final Hs256 signature;
    private final LongSupplier nowSeconds;
    private final Map<String, Long> lastSeconds = new LinkedHashMap<>();

    /** @param nowSeconds seconds since 1970 */
    public TokenCheck(String secret, LongSupplier nowSeconds) {
        this.signature = new Hs256(secret);
        this.nowSeconds = nowSeconds;
    }

    /** @param header {@code Bearer <token>}, or {@code bearer <token>} */
    public boolean accepts(String header) {
        if (!header.startsWith("Bearer ") && !header.startsWith("bearer ")) {
            return false;
        }
        Long known = lastSeconds.get(header);
        long last = known == null ? lastSecond(header.substring("Bearer ".length())) : known;
        boolean valid = last >= nowSeconds.getAsLong();
        if (valid && known == null) {
            if (lastSeconds.size() >= REMEMBERED) {
                lastSeconds.clear();
            }
            lastSeconds.put(header, last);
        } else if (!valid) {
            lastSeconds.remove(header);
        }
        return valid;
    }

    /** The last second at which the token is valid; the smallest number if it never is. */
    private long lastSecond(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !signature.isSigned(parts[0] + '.' + parts[1], parts[2])) {
            return Long.MIN_VALUE;
        }
        try {
            JsonObject header = new JsonObject(Hs256.decode(parts[0]));
            JsonObject claims = new JsonObject(Hs256.decode(parts[1]));
            boolean complete = TEXT_CLAIMS.stream().allMatch(claim -> claims.getValue(claim) instanceof String);
            return "HS256".equals(header.getValue("alg"))
                            && complete
                            && !claims.containsKey("aud")
                            && claims.getValue("exp") instanceof Number expiry
                    ? expiry.longValue() + LEEWAY_SECONDS
                    : Long.MIN_VALUE;
        } catch (DecodeException | IllegalArgumentException unreadable) {
            return Long.MIN_VALUE;
        }
    }
}
