package com.danubemessaging.connect.source.webhook.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import io.vertx.core.MultiMap;
import java.time.InstantSource;

/**
 * A bearer token with {@code exp} and {@code sub}, of one algorithm. The library decodes it and verifies the signature;
 * the claims are judged here, by the rules of the Rust connector: a minute of leeway, {@code nbf} and {@code iss} are
 * not looked at, a token for an audience is refused. The reasons are in its words.
 */
final class JwtAuthenticator implements Authenticator {

    private static final String HEADER = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final long LEEWAY_SECONDS = 60;

    private final Algorithm algorithm;
    private final InstantSource clock;

    JwtAuthenticator(Algorithm algorithm, InstantSource clock) {
        this.algorithm = algorithm;
        this.clock = clock;
    }

    @Override
    public void checkHeaders(MultiMap headers) throws Refusal {
        String value = headers.get(HEADER);
        if (value == null) {
            throw Refusal.unauthenticated("Missing Authorization header");
        }
        if (!value.startsWith(BEARER)) {
            throw Refusal.unauthenticated("Invalid Authorization header format");
        }
        DecodedJWT token = verified(value.substring(BEARER.length()));
        checkExpiry(token.getClaim("exp"));
        if (token.getClaim("sub").asString() == null) {
            throw invalid("missing field `sub`");
        }
        if (!token.getClaim("aud").isMissing()) {
            throw invalid("InvalidAudience");
        }
    }

    private DecodedJWT verified(String text) throws Refusal {
        try {
            DecodedJWT token = JWT.decode(text);
            if (!algorithm.getName().equals(token.getAlgorithm())) {
                throw invalid("InvalidAlgorithm");
            }
            algorithm.verify(token);
            return token;
        } catch (JWTDecodeException e) {
            throw invalid("InvalidToken");
        } catch (SignatureVerificationException e) {
            throw invalid("InvalidSignature");
        }
    }

    private void checkExpiry(Claim expiry) throws Refusal {
        Double seconds = expiry.asDouble();
        if (seconds == null) {
            throw invalid("missing field `exp`");
        }
        if (seconds + LEEWAY_SECONDS < clock.millis() / 1000.0) {
            throw invalid("ExpiredSignature");
        }
    }

    private static Refusal invalid(String reason) {
        return Refusal.unauthenticated("Invalid JWT token: " + reason);
    }
}
