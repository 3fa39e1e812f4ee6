package com.danubemessaging.connect.testkit.security;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate authority of its own, with a new key, and what it issues. All files are written below one folder. Not
 * thread-safe.
 */
public final class TestAuthority {

    private static final Duration VALIDITY = Duration.ofDays(1);

    private final Path folder;
    private final String name;
    private final X509Bundle authority;
    private final Path certificate;
    private int issued;

    /**
     * Makes an authority.
     *
     * @param folder exists; two authorities in one folder need two names
     * @param name part of the file names and of the subject
     */
    public TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.authority = build(() -> valid(new CertificateBuilder(), Instant.now())
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
        this.certificate = write(name + "-ca.pem", authority.getCertificatePEM());
    }

    /** PEM file with the authority's certificate: who trusts it trusts what the authority issues. */
    public Path certificate() {
        return certificate;
    }

    /** Issues a certificate that is valid now, for {@code localhost} and {@code 127.0.0.1}. */
    public PemPair issue() {
        return issue(builder("localhost", Instant.now()).addSanIpAddress(InetAddress.getLoopbackAddress()));
    }

    /** Issues a certificate that is valid now, for another host. */
    public PemPair issueFor(String host) {
        return issue(builder(host, Instant.now()));
    }

    /** Issues a certificate for {@code localhost} and {@code 127.0.0.1} that expired yesterday. */
    public PemPair issueExpired() {
        return issue(builder("localhost", Instant.now().minus(VALIDITY.multipliedBy(2)))
                .addSanIpAddress(InetAddress.getLoopbackAddress()));
    }

    private static CertificateBuilder builder(String host, Instant from) {
        return valid(new CertificateBuilder(), from).subject("CN=" + host).addSanDnsName(host);
    }

    private static CertificateBuilder valid(CertificateBuilder builder, Instant from) {
        return builder.ecp256().notBefore(from.minusSeconds(60)).notAfter(from.plus(VALIDITY));
    }

    private PemPair issue(CertificateBuilder builder) {
        X509Bundle bundle = build(() -> builder.buildIssuedBy(authority));
        String stem = name + "-" + ++issued;
        return new PemPair(
                write(stem + ".pem", bundle.getCertificatePathPEM()),
                write(stem + "-key.pem", bundle.getPrivateKeyPEM()));
    }

    private Path write(String file, String pem) {
        try {
            return Files.writeString(folder.resolve(file), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Bundle build(Build build) {
        try {
            return build.run();
        } catch (Exception e) {
            throw new IllegalStateException("every Java platform can make such a certificate", e);
        }
    }

    @FunctionalInterface
    private interface Build {
        // The builder declares no narrower type.
        X509Bundle run() throws Exception;
    }
}
