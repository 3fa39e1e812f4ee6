package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.Credentials;
import com.danubemessaging.connect.source.mqtt.BrokerSettings.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClientOptions;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings in the MQTT client's words. */
final class ClientOptions {

    /** Checks the certificate's names against the host, as RFC 2818 says; also for IP addresses. */
    private static final String VERIFY_LIKE_HTTPS = "HTTPS";

    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private ClientOptions() {}

    /** The options of one connection. */
    static MqttClientOptions of(BrokerSettings broker) {
        MqttClientOptions options = new MqttClientOptions();
        options.setConnectTimeout(
                Math.toIntExact(broker.transport().connectTimeout().toMillis()));
        options.setTcpNoDelay(broker.transport().tcpNoDelay());
        options.setMaxMessageSize(broker.transport().maxPacketBytes());
        options.setClientId(broker.session().clientId());
        options.setCleanSession(broker.session().isClean());
        options.setKeepAliveInterval(
                Math.toIntExact(broker.session().keepAlive().toSeconds()));
        // Liveness pings, because it also notices a missing answer in seconds.
        options.setAutoKeepAlive(false);
        options.setAutoAck(false);
        Credentials credentials = broker.session().credentials();
        if (credentials != null) {
            options.setUsername(credentials.username());
            options.setPassword(credentials.password().reveal());
        }
        TlsFiles tls = broker.transport().tls();
        if (tls != null) {
            addTls(options, tls);
        }
        return options;
    }

    private static void addTls(MqttClientOptions options, TlsFiles tls) {
        options.setSsl(true);
        options.setHostnameVerificationAlgorithm(VERIFY_LIKE_HTTPS);
        if (tls.caCertPath() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(tls.caCertPath()));
        }
        if (tls.clientCertPath() != null && tls.clientKeyPath() != null) {
            options.setKeyCertOptions(keyCert(tls.clientCertPath(), tls.clientKeyPath()));
        }
    }

    private static PemKeyCertOptions keyCert(String certPath, String keyPath) {
        return new PemKeyCertOptions().addCertPath(certPath).addKeyPath(keyPath);
    }

    /** The name for the TLS server name indication; null for an IP address, which RFC 6066 excludes. */
    static @Nullable String serverName(BrokerSettings broker) {
        boolean hasName = broker.transport().tls() != null
                && !IP_ADDRESS.matcher(broker.host()).matches();
        return hasName ? broker.host() : null;
    }

    /**
     * Reads the PEM files once, off the event loop, so that a wrong path is a refusal to start and not an endless
     * retry.
     *
     * @return fails with a {@link ConfigurationException} that names the key and the file
     */
    static Future<Void> checkFiles(Vertx vertx, BrokerSettings broker) {
        TlsFiles tls = broker.transport().tls();
        if (tls == null) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> {
                    String ca = tls.caCertPath();
                    if (ca != null) {
                        load(MqttFields.CA_CERT_PATH.key(), ca, () -> new PemTrustOptions()
                                .addCertPath(ca)
                                .getTrustManagerFactory(vertx));
                    }
                    String cert = tls.clientCertPath();
                    String key = tls.clientKeyPath();
                    if (cert != null && key != null) {
                        load(
                                MqttFields.CLIENT_CERT_PATH.key() + " and " + MqttFields.CLIENT_KEY_PATH.key(),
                                cert + "' and '" + key,
                                () -> keyCert(cert, key).getKeyManagerFactory(vertx));
                    }
                    return true;
                })
                .mapEmpty();
    }

    private static void load(String keys, String files, Callable<?> loader) {
        try {
            loader.call();
        } catch (Exception e) {
            throw new ConfigurationException(
                    keys + ": cannot load PEM from '" + files + "': " + MqttErrors.reason(e), e);
        }
    }
}
