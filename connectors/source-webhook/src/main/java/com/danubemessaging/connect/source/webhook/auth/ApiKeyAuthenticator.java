package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.source.webhook.answer.Refusal;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret in a header, compared in a time that does not depend on where it differs. */
final class ApiKeyAuthenticator implements Authenticator {

    private final String header;
    private final byte[] secret;

    ApiKeyAuthenticator(String header, byte[] secret) {
        this.header = header;
        this.secret = secret;
    }

    @Override
    public void checkHeaders(MultiMap headers) throws Refusal {
        byte[] given = Authenticators.required(headers, header).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, secret)) {
            throw Refusal.unauthenticated("Invalid API key");
        }
    }
}
