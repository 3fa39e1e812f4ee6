package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the brokers are, whom to trust there and what to show them, in the configuration's words.
 *
 * @param tokenSupplier the application's, in place of a configured token; null if it has none
 */
public record BrokerAccess(ConnectorConfig config, @Nullable Supplier<Future<String>> tokenSupplier) {

    private static final int ADMIN_PORT = 50_051;

    /** @throws ConfigurationException if an application hands over a supplier and the configuration a token */
    public BrokerAccess {
        boolean isConfigured = config.find(CoreFields.TOKEN).isPresent()
                || config.find(CoreFields.TOKEN_FILE).isPresent();
        if (tokenSupplier != null && isConfigured) {
            throw new ConfigurationException(
                    "danube.token: the application supplies tokens by itself; remove danube.token and danube.token_file");
        }
    }

    /** Settings that do not do what whoever wrote them may think. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warn(config.danubeServiceUrl(), warnings);
        config.find(CoreFields.ADMIN_URL).ifPresent(url -> warn(url, warnings));
        return warnings;
    }

    private void warn(String url, List<String> warnings) {
        if (url.startsWith("https://")) {
            return;
        }
        if (config.find(CoreFields.TLS_CA_FILE).isPresent()
                || config.find(CoreFields.TLS_CERT_FILE).isPresent()) {
            warnings.add("the danube.tls_ keys have no effect on the http:// address " + withoutUser(url));
        }
        if (hasToken()) {
            warnings.add("the token travels unencrypted to the http:// address " + withoutUser(url));
        }
    }

    /** For people: an address may carry a user's name and password. */
    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/]*@", "//");
    }

    /** Where administrators are served, as it may be shown; empty if that is not configured. */
    Optional<String> adminAddress() {
        return config.find(CoreFields.ADMIN_URL).map(BrokerAccess::withoutUser);
    }

    /** An address without a port means the one that administrators have (Danube protocol: ports). */
    private static String withAdminPort(String url) {
        try {
            URI uri = new URI(url);
            boolean isIncomplete = uri.getHost() != null && uri.getPort() < 0;
            return isIncomplete
                    ? new URI(uri.getScheme(), uri.getUserInfo(), uri.getHost(), ADMIN_PORT, null, null, null)
                            .toString()
                    : url;
        } catch (URISyntaxException unusable) {
            // Whoever connects says what is wrong with it.
            return url;
        }
    }

    /** @param timeout for one call */
    Optional<DanubeClientOptions> adminOptions(Duration timeout) {
        return config.find(CoreFields.ADMIN_URL).map(url -> clientOptions()
                .setServiceUrl(withAdminPort(url))
                .setRequestTimeout(timeout)
                .setConnectTimeout(timeout));
    }

    private boolean hasToken() {
        return tokenSupplier != null
                || config.find(CoreFields.TOKEN).isPresent()
                || config.find(CoreFields.TOKEN_FILE).isPresent();
    }

    DanubeClientOptions clientOptions() {
        DanubeClientOptions options = new DanubeClientOptions().setServiceUrl(config.danubeServiceUrl());
        TlsOptions tls = options.getTls();
        config.find(CoreFields.TLS_CA_FILE).ifPresent(tls::setCaFile);
        config.find(CoreFields.TLS_CERT_FILE).ifPresent(tls::setCertificateFile);
        config.find(CoreFields.TLS_KEY_FILE).ifPresent(tls::setKeyFile);
        config.find(CoreFields.TOKEN).ifPresent(token -> options.setToken(token.reveal()));
        config.find(CoreFields.TOKEN_FILE).ifPresent(options::setTokenFile);
        return tokenSupplier == null ? options : options.setTokenSupplier(tokenSupplier);
    }
}
