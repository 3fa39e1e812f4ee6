package com.danubemessaging.embedded.internal.security;

import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.http.HttpServerOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a broker asks of those who connect and call.
 *
 * @param tls null for plain text
 * @param gate asked for every call
 */
public record Security(@Nullable BrokerTls tls, Gate gate) {

    /** Encrypts with the certificate and asks for tokens signed with the secret, if there are any. */
    public static Security of(@Nullable BrokerTls tls, @Nullable String tokenSecret) {
        if (tokenSecret != null) {
            return new Security(
                    tls, Gate.of(new TokenCheck(tokenSecret, () -> Instant.now().getEpochSecond())));
        }
        return new Security(tls, tls == null ? Gate.OPEN : Gate.WITHOUT_SECRET);
    }

    /** The address for clients. */
    public String url(String host, int port) {
        return (tls == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Adds the certificate, if there is one. */
    public HttpServerOptions applyTo(HttpServerOptions options) {
        return tls == null ? options : ServerTls.addTo(options, tls);
    }
}
