package com.danubemessaging.connect.benchmarks.rig;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the way to a broker is protected.
 *
 * @param certificate the broker's; null for plain text
 * @param authority PEM file with who issued it; null for plain text
 * @param asksForTokens whether every call carries a token that the broker checks
 */
record Protection(@Nullable PemPair certificate, @Nullable Path authority, boolean asksForTokens) {

    /** Plain text. */
    static final Protection NONE = new Protection(null, null, false);

    private static final String SECRET = "of benchmarks";
    private static final Duration VALIDITY = Duration.ofHours(6);

    /** Encrypted, with a certificate made now. */
    static Protection encrypted(Path folder) {
        TestAuthority issuer = new TestAuthority(folder, "benchmarks");
        return new Protection(issuer.issue(), issuer.certificate(), false);
    }

    /** The same, and every call carries a token. */
    Protection withTokens() {
        return new Protection(certificate, authority, true);
    }

    EmbeddedDanubeOptions apply(EmbeddedDanubeOptions options) {
        if (certificate != null) {
            options.setTls(new BrokerTls(certificate.certificate(), certificate.key()));
        }
        return asksForTokens ? options.setTokenSecret(SECRET) : options;
    }

    DanubeClientOptions apply(DanubeClientOptions options) {
        if (authority != null) {
            options.setTls(new TlsOptions().setCaFile(authority.toString()));
        }
        return asksForTokens ? options.setToken(token()) : options;
    }

    /** The table of a connector's file, to be put behind all others; empty for plain text. */
    String toml() {
        if (authority == null) {
            return "";
        }
        return "\n[danube]\ntls_ca_file = \"" + authority.toAbsolutePath() + "\"\n"
                + (asksForTokens ? "token = \"" + token() + "\"\n" : "");
    }

    private static String token() {
        return BrokerTokens.issue(SECRET, "benchmarks", VALIDITY);
    }
}
