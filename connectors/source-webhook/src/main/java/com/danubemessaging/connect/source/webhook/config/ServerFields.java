package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.source.webhook.limit.TrustedProxies;
import java.time.Duration;
import java.util.List;

/** The keys of the table {@code server}: how requests come in, and how much of them is taken. */
final class ServerFields {

    /** A gibibyte, the largest bound that makes sense for something that is held in memory. */
    private static final long GIBIBYTE = 1L << 30;

    static final ConfigField<String> HOST = ConfigField.string("server.host")
            .describe("Address to listen on: an IP address, IPv6 also in brackets, or a host name.")
            .orDefault("0.0.0.0")
            .env("SERVER_HOST");

    static final ConfigField<Long> PORT = ConfigField.integer("server.port", 0, 65_535)
            .describe("Port to listen on; 0 takes a free one, which the log names.")
            .orDefault(8080L)
            .env("SERVER_PORT");

    static final ConfigField<String> TLS_CERT_PATH = ConfigField.string("server.tls_cert_path")
            .describe("PEM file with the server's certificate and its chain; needs tls_key_path. With both the server"
                    + " speaks HTTPS, HTTP/2 included. Changed files are taken over within a minute.")
            .defaultsTo("plain HTTP");

    static final ConfigField<String> TLS_KEY_PATH = ConfigField.string("server.tls_key_path")
            .describe("PEM file with the private key of tls_cert_path, not encrypted.");

    static final ConfigField<Duration> TIMEOUT = ConfigField.seconds("server.timeout_seconds")
            .describe("Longest time for a request, from its headers to the answer. A body that is not complete by then"
                    + " is answered 408, a record that Danube has not confirmed by then 503. 0 stands for the default.")
            .orDefault(Duration.ofSeconds(30));

    static final ConfigField<Long> MAX_BODY_SIZE = ConfigField.integer("server.max_body_size", 1, GIBIBYTE)
            .describe("Largest body in bytes; a larger one is answered 413. Danube itself takes records up to about"
                    + " 4 MiB; one that is larger is answered 413, too.")
            .orDefault(1024L * 1024);

    static final ConfigField<Long> MAX_PENDING_REQUESTS = ConfigField.integer(
                    "server.max_pending_requests", 1, 1_000_000)
            .describe("Most requests that wait for their body or for Danube at a time; further ones are answered 503.")
            .orDefault(2000L)
            .advanced();

    static final ConfigField<Long> MAX_PENDING_BYTES = ConfigField.integer("server.max_pending_bytes", 1, GIBIBYTE)
            .describe(
                    "The same in bytes of their bodies. A body takes up to four times its bytes on its way to Danube.")
            .orDefault(8L * 1024 * 1024)
            .advanced();

    static final ConfigField<Long> MAX_CONNECTIONS = ConfigField.integer("server.max_connections", 1, 1_000_000)
            .describe("Most connections at a time; further ones are closed at once.")
            .orDefault(10_000L)
            .advanced();

    static final ConfigField<List<String>> TRUSTED_PROXIES = ConfigField.strings("server.trusted_proxies")
            .describe(
                    "Networks whose X-Forwarded-For and X-Real-IP are believed, for example [\"10.0.0.0/8\"]. Without"
                            + " the key everybody's are, which lets a client choose the address that limits and attributes see.")
            .check("must be networks such as 10.0.0.0/8 or fd00::/8", TrustedProxies::isValid)
            .defaultsTo("everybody");

    private ServerFields() {}
}
