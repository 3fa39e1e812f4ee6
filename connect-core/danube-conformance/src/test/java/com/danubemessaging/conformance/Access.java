package com.danubemessaging.conformance;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is trusted and shown on the way to a broker, in the variables that connectors read, too. */
record Access(
        @Nullable String caFile, @Nullable String certificateFile, @Nullable String keyFile, @Nullable String token) {

    static final Access OPEN = new Access(null, null, null, null);

    /**
     * What the environment says.
     *
     * @throws IllegalArgumentException if only one of certificate and key is named
     */
    static Access from(Map<String, String> environment) {
        String certificate = environment.get("DANUBE_TLS_CERT_FILE");
        String key = environment.get("DANUBE_TLS_KEY_FILE");
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("DANUBE_TLS_CERT_FILE and DANUBE_TLS_KEY_FILE go together");
        }
        String file = environment.get("DANUBE_TOKEN_FILE");
        return new Access(
                environment.get("DANUBE_TLS_CA_FILE"),
                certificate,
                key,
                file == null ? environment.get("DANUBE_TOKEN") : content(file));
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("DANUBE_TOKEN_FILE cannot be read", e);
        }
    }

    /** Adds what a connection by hand needs, if it is to be encrypted. */
    HttpClientOptions encrypt(HttpClientOptions options, boolean encrypted) {
        if (!encrypted) {
            return options;
        }
        options.setSsl(true).setUseAlpn(true);
        if (caFile != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(caFile));
        }
        if (certificateFile != null && keyFile != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(certificateFile).addKeyPath(keyFile));
        }
        return options;
    }

    /** The same for a client of the kind that applications use. */
    DanubeClientOptions clientOptions(Address address) {
        DanubeClientOptions options = new DanubeClientOptions()
                .setServiceUrl(address.url())
                .setTls(new TlsOptions()
                        .setCaFile(caFile)
                        .setCertificateFile(certificateFile)
                        .setKeyFile(keyFile));
        return token == null ? options : options.setToken(token);
    }
}
