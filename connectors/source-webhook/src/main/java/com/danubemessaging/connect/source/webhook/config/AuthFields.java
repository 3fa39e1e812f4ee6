package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.source.webhook.auth.HashAlgorithm;
import com.danubemessaging.connect.source.webhook.auth.SignatureScheme;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of the table {@code auth}, of the whole connector or of one route. */
final class AuthFields {

    /** How a sender proves who it is. */
    enum Type {
        NONE,
        APIKEY,
        HMAC,
        JWT
    }

    static final ConfigField<Type> TYPE = ConfigField.choice("auth.type", types())
            .describe("How senders prove who they are: none, apikey (a secret in a header), hmac (a signature of the"
                    + " body in a header), jwt (a bearer token).")
            .example("\"apikey\"");

    static final ConfigField<String> SECRET_ENV = ConfigField.string("auth.secret_env")
            .describe("Name of the environment variable that holds the secret, read at the start. If it is not set, the"
                    + " file that the variable <name>_FILE names is read. For apikey, hmac, and jwt with HS256.")
            .example("\"WEBHOOK_API_KEY\"");

    static final ConfigField<String> HEADER = ConfigField.string("auth.header")
            .describe("Header that carries the key or the signature, in any letter case. For apikey and hmac.")
            .defaultsTo("the scheme's, if there is one")
            .example("\"X-API-Key\"");

    static final ConfigField<HashAlgorithm> ALGORITHM = ConfigField.choiceIgnoringCase("auth.algorithm", algorithms())
            .describe("Hash of the signature; for hmac.")
            .defaultsTo("the scheme's, if there is one");

    static final ConfigField<SignatureScheme> SCHEME = ConfigField.choice(
                    "auth.scheme", SignatureScheme.class, SignatureScheme::spelling)
            .describe("Whose signatures are expected, for hmac: github, stripe, or any: sha256=<hex>, bare hex, base64,"
                    + " or Stripe's form. The named ones know header and hash and take their own form only.")
            .orDefault(SignatureScheme.ANY);

    static final ConfigField<String> TIMESTAMP_HEADER = ConfigField.string("auth.timestamp_header")
            .describe("Header with the time of signing, in seconds since 1970, for hmac. The signature is then of"
                    + " <timestamp>.<body>, and a request is accepted once, within tolerance_seconds. Stripe's signatures"
                    + " carry the time themselves. The last 100000 signatures are remembered: with more in twice the"
                    + " tolerance, an old one could be used again.");

    static final ConfigField<String> NONCE_HEADER = ConfigField.string("auth.nonce_header")
            .describe("Header with a value that is used once; needs timestamp_header. The signature is then of"
                    + " <timestamp>.<nonce>.<body>, so that two equal bodies of one second are two events.");

    static final ConfigField<Duration> TOLERANCE = ConfigField.seconds("auth.tolerance_seconds")
            .describe("How far the time of signing may be from now, in both directions.")
            .orDefault(Duration.ofMinutes(5));

    static final ConfigField<Boolean> VERIFY = ConfigField.bool("auth.verify_signatures")
            .describe("Set it to false to accept every request of hmac, signed or not, as connectors before this one"
                    + " did, while senders are being corrected. The log warns.")
            .orDefault(true)
            .advanced();

    static final ConfigField<String> PUBLIC_KEY_PATH = ConfigField.string("auth.public_key_path")
            .describe("PEM file with the public key, or a certificate, of whoever signs the tokens, for jwt with RS256"
                    + " or ES256 instead of a secret. With secret_env as well, the secret counts.");

    private AuthFields() {}

    private static Map<String, Type> types() {
        Map<String, Type> words = new LinkedHashMap<>();
        words.put("none", Type.NONE);
        words.put("apikey", Type.APIKEY);
        words.put("hmac", Type.HMAC);
        words.put("jwt", Type.JWT);
        return words;
    }

    private static Map<String, HashAlgorithm> algorithms() {
        Map<String, HashAlgorithm> words = new LinkedHashMap<>();
        words.put("sha256", HashAlgorithm.SHA256);
        words.put("sha512", HashAlgorithm.SHA512);
        words.put("hmac-sha256", HashAlgorithm.SHA256);
        words.put("hmac-sha512", HashAlgorithm.SHA512);
        return words;
    }
}
