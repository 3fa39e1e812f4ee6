package com.danubemessaging.connect.source.webhook.auth;

import java.time.Duration;
import java.util.Optional;

/** A table {@code auth}, of the connector or of a route. */
public sealed interface AuthSettings {

    /** Everybody may send. */
    record Open() implements AuthSettings {}

    /**
     * A secret in a header.
     *
     * @param key of the configuration that names the variable, for messages
     * @param secretEnv the variable with the secret
     * @param header with the secret
     */
    record ApiKey(String key, String secretEnv, String header) implements AuthSettings {}

    /**
     * A signature of the body in a header.
     *
     * @param key of the configuration that names the variable, for messages
     * @param secretEnv the variable with the secret
     * @param header with the signature
     * @param algorithm of the signature
     * @param scheme which forms are taken
     * @param timestampHeader with the time of signing, if it is signed
     * @param nonceHeader with a value that is signed, if there is one
     * @param tolerance how far the time of signing may be from now
     * @param isVerified false: every request is accepted
     */
    record Hmac(
            String key,
            String secretEnv,
            String header,
            HashAlgorithm algorithm,
            SignatureScheme scheme,
            Optional<String> timestampHeader,
            Optional<String> nonceHeader,
            Duration tolerance,
            boolean isVerified)
            implements AuthSettings {}

    /**
     * A bearer token, signed with a secret or with a private key; at least one of the two is there, and the secret
     * counts.
     *
     * @param key of the table in the configuration, for messages
     * @param secretEnv the variable with the secret, for HS256
     * @param publicKeyPath the PEM file of the public key, for RS256 and ES256
     */
    record Jwt(String key, Optional<String> secretEnv, Optional<String> publicKeyPath) implements AuthSettings {}
}
