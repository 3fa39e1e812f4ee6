package com.danubemessaging.embedded;

import com.danubemessaging.embedded.internal.security.Hs256;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Issues tokens for a broker with a token secret, as the administration tool of a Danube cluster does. */
public final class BrokerTokens {

    private BrokerTokens() {}

    /**
     * A token with the claims that a Danube broker asks for, of the principal type {@code service_account}.
     *
     * @param secret the one of {@link EmbeddedDanubeOptions#setTokenSecret}, or {@code auth.jwt.secret_key} of a real
     *     broker
     * @param principal whom the token names
     * @param validity how long it is valid from now, in whole seconds; brokers take it for another 60 s. Negative for a
     *     token that has expired
     */
    public static String issue(String secret, String principal, Duration validity) {
        JsonObject claims = new JsonObject()
                .put("iss", "danube-auth")
                .put("exp", Instant.now().plus(validity).getEpochSecond())
                .put("sub", principal)
                .put("principal_type", "service_account")
                .put("principal_name", principal);
        return new Hs256(secret).sign(claims.encode());
    }
}
