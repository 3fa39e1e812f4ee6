package com.danubemessaging.embedded.model;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The certificate under which a broker serves its port, as PEM files. They are read each time the broker begins to
 * listen, so a broker that stops and resumes listening shows a renewed certificate.
 *
 * @param certificate the broker's certificate, followed by those that lead to its authority, if any
 * @param key the certificate's private key, not encrypted
 * @param clientAuthority certificates of the authorities one of which must have issued every client's certificate; null
 *     to ask clients for none, as a Danube broker does
 */
public record BrokerTls(Path certificate, Path key, @Nullable Path clientAuthority) {

    public BrokerTls {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }

    /** A broker that asks clients for no certificate. */
    public BrokerTls(Path certificate, Path key) {
        this(certificate, key, null);
    }
}
