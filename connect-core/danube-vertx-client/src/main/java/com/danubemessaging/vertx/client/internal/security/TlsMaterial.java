package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contents of the files of {@link TlsOptions} at one time. Immutable. */
record TlsMaterial(@Nullable Buffer authorities, @Nullable Buffer certificate, @Nullable Buffer key) {

    /** No files: the Java platform's authorities are trusted, and nothing is shown. */
    static final TlsMaterial NONE = new TlsMaterial(null, null, null);

    /** Checks names in certificates as browsers do (RFC 2818). */
    private static final String VERIFY_HOST_NAMES = "HTTPS";

    /**
     * Reads and checks the files; blocks.
     *
     * @throws com.danubemessaging.vertx.client.DanubeException of kind CONFIGURATION, one sentence that names the file
     */
    static TlsMaterial read(Vertx vertx, TlsOptions options) {
        String caFile = options.getCaFile();
        String certificateFile = options.getCertificateFile();
        String keyFile = options.getKeyFile();
        if ((certificateFile == null) != (keyFile == null)) {
            throw SmallFile.unusable(
                    "A client certificate and its private key go together: name both files or neither");
        }
        TlsMaterial read = new TlsMaterial(
                content("the trusted authorities", caFile),
                content("the client certificate", certificateFile),
                content("the client's private key", keyFile));
        PemTrustOptions trust = read.trust();
        if (trust != null) {
            SmallFile.parse("the trusted authorities", caFile, () -> trust.getTrustManagerFactory(vertx));
        }
        PemKeyCertOptions identity = read.identity();
        if (identity != null) {
            KeyPairCheck.check(vertx, identity, String.valueOf(certificateFile), String.valueOf(keyFile));
        }
        return read;
    }

    private static @Nullable Buffer content(String what, @Nullable String file) {
        return file == null ? null : Buffer.buffer(SmallFile.read(what, file));
    }

    private @Nullable PemTrustOptions trust() {
        return authorities == null ? null : new PemTrustOptions().addCertValue(authorities);
    }

    private @Nullable PemKeyCertOptions identity() {
        return certificate == null || key == null
                ? null
                : new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
    }

    /** For one connection. Options that are equal share one TLS context inside Vert.x, and its sessions. */
    ClientSSLOptions options() {
        ClientSSLOptions options = new ClientSSLOptions()
                .setUseAlpn(true)
                .setApplicationLayerProtocols(List.of("h2"))
                .setHostnameVerificationAlgorithm(VERIFY_HOST_NAMES);
        PemTrustOptions trust = trust();
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        PemKeyCertOptions identity = identity();
        if (identity != null) {
            options.setKeyCertOptions(identity);
        }
        return options;
    }
}
