package com.danubemessaging.embedded;

import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.SchemaRules;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs an {@link EmbeddedDanube} as a process, until it is told to stop. Exit codes: 0 stopped by SIGTERM or SIGINT, 1
 * could not listen or open its data, 2 wrong command line.
 */
@Command(
        name = "danube-embedded",
        mixinStandardHelpOptions = true,
        description = "A Danube broker for development and tests. Not for production.")
public final class DanubeEmbeddedMain implements Callable<Integer> {

    /** The port of a Danube broker (Danube protocol: ports). */
    private static final int DANUBE_PORT = 6650;

    /** Its admin port (Danube protocol: ports). */
    private static final int ADMIN_PORT = 50051;

    /** The release whose hazards can be shown. */
    private static final String KNOWN_RELEASE = "0.15";

    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "" + DANUBE_PORT,
            description = "Port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--admin-port",
            description = "Port for administrators, 0 for any free one, -1 for none. Default: " + ADMIN_PORT
                    + ", or any free one with --port 0.")
    private @Nullable Integer adminPort;

    @Option(
            names = "--host",
            defaultValue = EmbeddedDanubeOptions.DEFAULT_HOST,
            description = "Address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String host = EmbeddedDanubeOptions.DEFAULT_HOST;

    @Option(
            names = "--advertise",
            paramLabel = "URL",
            description = "URL that lookups give to clients, such as http://danube:6650. Default: host and port.")
    private @Nullable String advertise;

    @Option(names = "--namespace", description = "A namespace besides default and system; repeatable.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--window",
            defaultValue = "" + EmbeddedDanubeOptions.DEFAULT_MAX_UNACKED_MESSAGES,
            description = "Unacknowledged messages per subscription, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--ack-timeout",
            defaultValue = "30",
            description = "Seconds until an unacknowledged message is delivered again. Default: ${DEFAULT-VALUE}.")
    private int ackTimeoutSeconds;

    @Option(
            names = "--strict-schemas",
            description =
                    "Judge new schema versions as Avro does and stricter for JSON Schema, not as a Danube broker.")
    private boolean strictSchemas;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory to keep everything in, for the next start. Default: in memory only.")
    private @Nullable Path data;

    @Option(
            names = "--durability",
            paramLabel = "sync|async",
            defaultValue = "sync",
            description =
                    "With --data: answer after the write (sync), or before it and lose up to 5 s in a crash (async),"
                            + " as a Danube broker does. Default: ${DEFAULT-VALUE}.")
    private Durability durability = Durability.SYNC;

    @Option(
            names = "--behave-like",
            paramLabel = "VERSION",
            description = "Show every hazard of a Danube broker of this release; 0.15 is known.")
    private @Nullable String behaveLike;

    @Option(
            names = "--hazard",
            split = ",",
            paramLabel = "HAZARD",
            description =
                    "Show a hazard of the real broker: H1, H2, H4, H5, H6, H6C, H7, FAILOVER or H11 (poison blocks for"
                            + " good, on anyway); repeatable.")
    private List<String> hazards = List.of();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file with the broker's certificate: serve TLS instead of plain text.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file with the certificate's private key.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "PEM file with authorities: ask clients for a certificate issued by one of them.")
    private @Nullable Path tlsClientAuthority;

    @Option(
            names = "--token-secret-file",
            paramLabel = "FILE",
            description = "File with the secret that signs tokens (HS256): ask every call for a token.")
    private @Nullable Path tokenSecretFile;

    @Option(
            names = "--log-level",
            defaultValue = "INFO",
            description = "TRACE, DEBUG, INFO, WARN or ERROR. Default: ${DEFAULT-VALUE}.")
    private String logLevel = "INFO";

    /** Called by picocli. */
    public DanubeEmbeddedMain() {}

    /** The process. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new DanubeEmbeddedMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        if (exitCode != 0) {
            // Event loops are not daemons: without this a failed start would hang.
            System.exit(exitCode);
        }
    }

    /** Starts the broker; its event loop keeps the process alive after this has returned 0. */
    @Override
    public Integer call() {
        // The logging backend reads both when it is first used, which is after this.
        System.setProperty("logback.configurationFile", "danube-embedded-logback.xml");
        System.setProperty("danube.embedded.log.level", logLevel);
        EmbeddedDanubeOptions options = options();
        Vertx vertx = Vertx.vertx();
        try {
            EmbeddedDanube danube = EmbeddedDanube.start(vertx, options).await(START_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "danube-embedded-stop"));
            out().println("Danube (embedded, " + (data == null ? "in memory" : "data in " + data)
                    + ", not for production) is listening on " + danube.serviceUrl()
                    + (options.getAdminPort() == null ? "" : ", for administrators on port " + danube.adminPort()));
            out().flush();
            return 0;
        } catch (Exception failure) {
            err().println(
                            failure instanceof StorageException
                                    ? "Danube cannot start: " + failure.getMessage()
                                    : "Danube cannot listen on " + host + ":" + port + ": " + failure.getMessage());
            err().flush();
            return 1;
        }
    }

    private EmbeddedDanubeOptions options() {
        try {
            EmbeddedDanubeOptions options = new EmbeddedDanubeOptions()
                    .setHost(host)
                    .setPort(port)
                    .setMaxUnackedMessages(window)
                    .setFailurePolicy(FailurePolicy.defaults().withAckTimeout(Duration.ofSeconds(ackTimeoutSeconds)))
                    .setSchemaRules(strictSchemas ? SchemaRules.STRICT : SchemaRules.BROKER)
                    .setTls(tls())
                    .setTokenSecret(tokenSecret())
                    .setAdvertisedBrokerUrl(advertise)
                    .setAdvertisedConnectUrl(advertise)
                    .setAdminPort(adminPort())
                    .setDataDirectory(data)
                    .setDurability(durability)
                    .setQuirks(quirks());
            namespaces.forEach(options::addNamespace);
            return options;
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(commandLine(), outOfRange.getMessage());
        }
    }

    private @Nullable BrokerTls tls() {
        Path certificate = tlsCertificate;
        Path key = tlsKey;
        if (certificate == null && key == null && tlsClientAuthority == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("TLS needs both --tls-cert and --tls-key");
        }
        return new BrokerTls(certificate, key, tlsClientAuthority);
    }

    private @Nullable String tokenSecret() {
        Path file = tokenSecretFile;
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("--token-secret-file: cannot read '" + file + "': " + unreadable);
        }
    }

    private @Nullable Integer adminPort() {
        if (adminPort == null) {
            return port == 0 ? 0 : ADMIN_PORT;
        }
        return adminPort < 0 ? null : adminPort;
    }

    private BrokerQuirks quirks() {
        if (behaveLike != null && !behaveLike.startsWith(KNOWN_RELEASE)) {
            throw new IllegalArgumentException(
                    "--behave-like=" + behaveLike + " is not known; " + KNOWN_RELEASE + " is");
        }
        BrokerQuirks preset = behaveLike == null ? BrokerQuirks.defaults() : BrokerQuirks.asDanube015();
        return preset.with(hazards.stream().map(Hazard::parse).toList());
    }

    /** Runs when the process is told to end. A JVM that ends by a signal would exit 143; a clean stop is a success. */
    private static void stop(Vertx vertx) {
        try {
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Exception slow) {
            System.err.println("Danube did not close its connections and files in time: " + slow.getMessage());
        }
        // Whatever is still open has nothing to say to anybody.
        Runtime.getRuntime().halt(0);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets the spec before the call")
                .commandLine();
    }
}
