package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the brokers are, whom to trust there and what to show them, in the configuration's words.
 *
 * @param tokenSupplier the application's, in place of a configured token; null if it has none
 */
public record BrokerAccess(ConnectorConfig config, @Nullable Supplier<Future<String>> tokenSupplier) {

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
        if (config.danubeServiceUrl().startsWith("https://")) {
            return warnings;
        }
        if (config.find(CoreFields.TLS_CA_FILE).isPresent()
                || config.find(CoreFields.TLS_CERT_FILE).isPresent()) {
            warnings.add("the danube.tls_ keys have no effect on the http:// address " + config.danubeAddress());
        }
        if (hasToken()) {
            warnings.add("the token travels unencrypted to the http:// address " + config.danubeAddress());
        }
        return warnings;
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
