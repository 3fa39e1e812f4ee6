package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.BrokerTls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** An authority and what it issues, new for every test run, as PEM files in one folder. */
final class TestCertificates {

    private final Path folder;
    private final X509Bundle authority;

    TestCertificates(Path folder) throws Exception {
        this.folder = folder;
        this.authority = new CertificateBuilder()
                .subject("CN=Test Authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        write("ca.pem", authority.getCertificatePEM());
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** Issues a certificate for {@code localhost}, anew with each call. */
    BrokerTls issue(String name) throws Exception {
        X509Bundle issued = new CertificateBuilder()
                .subject("CN=" + name)
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        return new BrokerTls(
                write(name + ".pem", issued.getCertificatePathPEM()),
                write(name + "-key.pem", issued.getPrivateKeyPEM()));
    }

    private Path write(String name, String pem) throws Exception {
        return Files.writeString(folder.resolve(name), pem);
    }
}
