package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the authenticator of a table {@code auth}. */
public final class Authenticators {

    private static final Authenticator OPEN = headers -> {};

    private Authenticators() {}

    /**
     * Reads secrets and key files; blocks.
     *
     * @throws ConfigurationException naming the key, if a secret is not there or a file cannot be read
     */
    public static Authenticator of(AuthSettings settings, Secrets secrets, InstantSource clock) {
        if (settings instanceof AuthSettings.ApiKey apiKey) {
            return new ApiKeyAuthenticator(apiKey.header(), secrets.read(apiKey.key(), apiKey.secretEnv()));
        }
        if (settings instanceof AuthSettings.Hmac hmac) {
            // As connectors before this one did: every request passes, with or without a signature.
            return hmac.isVerified()
                    ? new HmacAuthenticator(hmac, secrets.read(hmac.key(), hmac.secretEnv()), clock)
                    : OPEN;
        }
        if (settings instanceof AuthSettings.Jwt jwt) {
            return new JwtAuthenticator(JwtKeys.of(jwt, secrets), clock);
        }
        return OPEN;
    }

    /** The value of a header without which nobody may send. */
    static String required(MultiMap headers, String name) throws Refusal {
        return Optional.ofNullable(headers.get(name))
                .orElseThrow(() ->
                        Refusal.unauthenticated("Missing " + name.toLowerCase(java.util.Locale.ROOT) + " header"));
    }
}
