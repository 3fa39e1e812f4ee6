package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A dialable broker address, taken from a URL. URLs of Danube are absolute (Danube protocol: TopicLookup answers).
 *
 * @param host name or IP address
 * @param port 1 to 65535
 * @param secure whether the URL asks for TLS
 */
public record BrokerAddress(String host, int port, boolean secure) {

    /** The client port of a Danube broker when a URL names none. */
    public static final int DEFAULT_PORT = 6650;

    /** @throws DanubeException of kind CONFIGURATION, one sentence that names the URL and says what is expected */
    public static BrokerAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw unusable(url, "it is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw unusable(url, "it must start with http:// or https://, as in http://broker.example:6650");
        }
        if (uri.getHost() == null) {
            throw unusable(url, "it names no host, as in http://broker.example:6650");
        }
        String host = uri.getHost();
        boolean literalV6 = host.startsWith("[") && host.endsWith("]");
        return new BrokerAddress(
                literalV6 ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                scheme.equals("https"));
    }

    /** Host and port as a URL shows them. */
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static DanubeException unusable(String url, String reason) {
        // It may carry a password.
        String shown = url.replaceFirst("//[^/]*@", "//");
        return new DanubeException(Kind.CONFIGURATION, "Broker URL '" + shown + "' cannot be used: " + reason);
    }
}
