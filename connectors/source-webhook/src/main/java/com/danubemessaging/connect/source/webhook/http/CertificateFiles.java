package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of HTTPS, looked at twice a minute: new connections get what is in them, running ones stay. What cannot be
 * read is reported once, and the old certificate stays in use.
 */
public final class CertificateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final long LOOK_MILLIS = 30_000;

    private final Vertx vertx;
    private final HttpServer server;
    private final Optional<WebhookSettings.Tls> files;
    private List<String> known = List.of();
    private long timer = -1;

    CertificateFiles(Vertx vertx, HttpServer server, Optional<WebhookSettings.Tls> files) {
        this.vertx = vertx;
        this.server = server;
        this.files = files;
    }

    /**
     * Reads the files once; blocks.
     *
     * @throws ConfigurationException naming the keys and the files, if they are no certificate and its key
     */
    public static void check(Vertx vertx, WebhookSettings.Tls tls) {
        try {
            keyCert(tls).getKeyManagerFactory(vertx);
        } catch (Exception e) {
            throw new ConfigurationException(
                    "server.tls_cert_path and server.tls_key_path: cannot load PEM from '" + tls.certPath() + "' and '"
                            + tls.keyPath() + "': " + e.getMessage(),
                    e);
        }
    }

    static PemKeyCertOptions keyCert(WebhookSettings.Tls tls) {
        return new PemKeyCertOptions().addCertPath(tls.certPath()).addKeyPath(tls.keyPath());
    }

    void watch() {
        files.ifPresent(tls -> {
            look(tls);
            timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look(tls));
        });
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look(WebhookSettings.Tls tls) {
        vertx.executeBlocking(() -> contents(tls)).onSuccess(now -> {
            boolean isFirst = known.isEmpty();
            if (!now.equals(known)) {
                known = now;
                if (!isFirst) {
                    reload(tls);
                }
            }
        });
    }

    /** Both files as text; empty texts for what cannot be read, which is then no certificate either. */
    private static List<String> contents(WebhookSettings.Tls tls) {
        return List.of(read(tls.certPath()), read(tls.keyPath()));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            return "";
        }
    }

    private void reload(WebhookSettings.Tls tls) {
        server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keyCert(tls)), true)
                .onSuccess(changed -> LOG.info("the certificate in {} is in use now", tls.certPath()))
                .onFailure(cause -> LOG.warn(
                        "the changed certificate in {} cannot be used, the old one stays: {}",
                        tls.certPath(),
                        cause.getMessage()));
    }
}
