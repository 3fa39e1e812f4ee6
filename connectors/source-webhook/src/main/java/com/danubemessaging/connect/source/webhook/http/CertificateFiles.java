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
import java.time.Duration;
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

    /** How often files are looked at. */
    static final Duration LOOK = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final HttpServer server;
    private final Optional<WebhookSettings.Tls> files;
    private final Duration interval;
    private List<String> known = List.of();
    private long timer = -1;

    CertificateFiles(Vertx vertx, HttpServer server, Optional<WebhookSettings.Tls> files, Duration interval) {
        this.vertx = vertx;
        this.server = server;
        this.files = files;
        this.interval = interval;
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
            timer = vertx.setPeriodic(interval.toMillis(), tick -> look(tls));
        });
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look(WebhookSettings.Tls tls) {
        vertx.executeBlocking(() -> contents(tls)).onSuccess(now -> {
            // The first time, too: they may have changed since the server loaded them.
            if (!now.equals(known)) {
                boolean isFirst = known.isEmpty();
                known = now;
                reload(tls, isFirst);
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

    private void reload(WebhookSettings.Tls tls, boolean isFirst) {
        server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keyCert(tls)), true)
                .onSuccess(changed -> {
                    if (!isFirst) {
                        LOG.info("the certificate in {} is in use now", tls.certPath());
                    }
                })
                .onFailure(cause -> LOG.warn(
                        "the changed certificate in {} cannot be used, the old one stays: {}",
                        tls.certPath(),
                        cause.getMessage()));
    }
}
