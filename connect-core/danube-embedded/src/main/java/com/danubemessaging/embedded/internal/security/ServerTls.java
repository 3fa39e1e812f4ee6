package com.danubemessaging.embedded.internal.security;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;

/** A broker's certificate in the HTTP server's words. */
public final class ServerTls {

    private ServerTls() {}

    /** Adds TLS with ALPN, which HTTP/2 needs; files are read when the server begins to listen. */
    public static HttpServerOptions addTo(HttpServerOptions options, BrokerTls tls) {
        options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(tls.certificate().toString())
                        .addKeyPath(tls.key().toString()));
        Path clientAuthority = tls.clientAuthority();
        if (clientAuthority != null) {
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions().addCertPath(clientAuthority.toString()));
        }
        return options;
    }
}
