package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.limit.TrustedProxies;
import com.danubemessaging.connect.source.webhook.route.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of one webhook source. Immutable.
 *
 * @param connectorName goes into the attribute {@code webhook.source}
 * @param server where to listen, and how much is taken
 * @param auth for routes without one of their own, and for paths without a route
 * @param routes which paths go to which topics
 * @param proxies whose forwarding headers are believed
 * @param idempotency how repeated events are recognized, if they are
 */
public record WebhookSettings(
        String connectorName,
        Server server,
        AuthSettings auth,
        Routes routes,
        TrustedProxies proxies,
        Optional<Idempotency> idempotency) {

    /**
     * Where to listen, and how much is taken.
     *
     * @param host an address or a name, IPv6 without brackets
     * @param tls the files of HTTPS, if it is spoken
     * @param timeout of one request, from its headers to the answer
     * @param maxBody in bytes
     * @param maxPending requests that wait for body or confirmation
     * @param maxPendingBytes of their bodies
     * @param maxConnections at a time
     */
    public record Server(
            String host,
            int port,
            Optional<Tls> tls,
            Duration timeout,
            long maxBody,
            int maxPending,
            long maxPendingBytes,
            int maxConnections) {}

    /** PEM files. */
    public record Tls(String certPath, String keyPath) {}

    /**
     * How repeated events are recognized.
     *
     * @param header whose value names the event
     * @param window for how long it is remembered
     * @param maxKeys how many are
     */
    public record Idempotency(String header, Duration window, long maxKeys) {}

    /**
     * Reads the validated values.
     *
     * @throws ConfigurationException naming every key that contradicts another
     */
    public static WebhookSettings from(ConnectorConfig config) {
        List<ConfigProblem> problems = WebhookFields.problems(config.values());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        }
        ConfigValues values = config.values();
        return new WebhookSettings(
                config.connectorName(),
                server(values),
                AuthRules.read("", values).orElseThrow(),
                new Routes(RouteRules.routes(values)),
                values.find(ServerFields.TRUSTED_PROXIES)
                        .map(TrustedProxies::of)
                        .orElse(TrustedProxies.EVERYBODY),
                values.find(WebhookFields.IDEMPOTENCY_HEADER)
                        .map(header -> new Idempotency(
                                header,
                                values.get(WebhookFields.IDEMPOTENCY_WINDOW),
                                values.get(WebhookFields.IDEMPOTENCY_MAX_KEYS))));
    }

    private static Server server(ConfigValues values) {
        Duration timeout = values.get(ServerFields.TIMEOUT);
        if (timeout.isZero()) {
            timeout = ServerFields.TIMEOUT.defaultValue().orElseThrow();
        }
        return new Server(
                withoutBrackets(values.get(ServerFields.HOST)),
                Math.toIntExact(values.get(ServerFields.PORT)),
                values.find(ServerFields.TLS_CERT_PATH)
                        .map(cert -> new Tls(cert, values.get(ServerFields.TLS_KEY_PATH))),
                timeout,
                values.get(ServerFields.MAX_BODY_SIZE),
                Math.toIntExact(values.get(ServerFields.MAX_PENDING_REQUESTS)),
                values.get(ServerFields.MAX_PENDING_BYTES),
                Math.toIntExact(values.get(ServerFields.MAX_CONNECTIONS)));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
