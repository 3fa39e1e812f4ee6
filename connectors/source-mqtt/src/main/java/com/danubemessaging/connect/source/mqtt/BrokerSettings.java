package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the MQTT broker. Immutable; printing hides the password.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param transport the connection
 * @param session the MQTT session on it
 */
record BrokerSettings(String host, int port, Transport transport, Session session) {

    /**
     * The connection.
     *
     * @param tls null: plain TCP
     * @param connectTimeout for one attempt, from the first packet to CONNACK
     * @param maxPacketBytes larger incoming packets end the connection
     * @param tcpNoDelay the socket option
     */
    record Transport(@Nullable TlsFiles tls, Duration connectTimeout, int maxPacketBytes, boolean tcpNoDelay) {}

    /**
     * The MQTT session.
     *
     * @param clientId names it at the broker
     * @param credentials null: none are sent
     * @param keepAlive at most 65,535 s (MQTT 3.1.1, 3.1.2.10: 16 bits); zero: no pings
     * @param isClean whether the broker forgets it with the connection
     */
    record Session(String clientId, @Nullable Credentials credentials, Duration keepAlive, boolean isClean) {}

    /** User name and password; one is never sent without the other. */
    record Credentials(String username, Secret password) {}

    /**
     * PEM files for TLS, read at each connection, so that renewed certificates are used from the next one on.
     *
     * @param caCertPath trusted authorities; null: the system's
     * @param clientCertPath our certificate; null: none
     * @param clientKeyPath its private key; null exactly if the certificate is
     */
    record TlsFiles(@Nullable String caCertPath, @Nullable String clientCertPath, @Nullable String clientKeyPath) {}

    /** {@code host:port}, for messages. */
    String address() {
        return host + ":" + port;
    }

    /** The same broker, with a session of another client that is forgotten at once. */
    BrokerSettings withThrowAwaySession(String clientId) {
        return new BrokerSettings(
                host, port, transport, new Session(clientId, session.credentials(), session.keepAlive(), true));
    }
}
