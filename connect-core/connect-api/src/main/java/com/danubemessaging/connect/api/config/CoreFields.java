package com.danubemessaging.connect.api.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The keys that every connector has. Names, defaults and ranges of the first three tables are upstream's. */
public final class CoreFields {

    /** Address of the Danube broker. */
    public static final ConfigField<String> DANUBE_SERVICE_URL = ConfigField.string("danube_service_url")
            .describe("Address of the Danube broker, with its scheme.")
            .required()
            .env("DANUBE_SERVICE_URL")
            .example("\"http://localhost:6650\"")
            .check("must be an address such as http://localhost:6650", CoreFields::isHttpUrl);

    /** Name of this instance. */
    public static final ConfigField<String> CONNECTOR_NAME = ConfigField.string("connector_name")
            .describe(
                    "Name of this connector instance: prefix of its producers and consumers, and a label of its metrics.")
            .required()
            .env("CONNECTOR_NAME")
            .example("\"my-connector\"");

    /** Retries after the first attempt. */
    public static final ConfigField<Long> MAX_RETRIES = ConfigField.integer("retry.max_retries", 0, 100)
            .describe(
                    "How often one record is tried again before it goes to the dead letter topic. An unreachable target is waited for, however long it takes.")
            .orDefault(3L);

    /** Base delay. */
    public static final ConfigField<Duration> RETRY_BACKOFF = ConfigField.millis("retry.retry_backoff_ms")
            .lookAlike("retry.initial_interval_ms")
            .describe(
                    "Delay before the first retry; it doubles with each further one, times a random factor from 0.5 to 1.5.")
            .orDefault(Duration.ofSeconds(1));

    /** Cap of the delay. */
    public static final ConfigField<Duration> MAX_BACKOFF = ConfigField.millis("retry.max_backoff_ms")
            .lookAlike("retry.max_interval_ms")
            .describe("Upper limit of that delay.")
            .orDefault(Duration.ofSeconds(30));

    /** Upper bound of a batch. */
    public static final ConfigField<Long> BATCH_SIZE = ConfigField.integer("processing.batch_size", 1, 1_000_000)
            .describe("Most records in one batch.")
            .orDefault(1000L);

    /** Upper bound of gathering. */
    public static final ConfigField<Duration> BATCH_TIMEOUT = ConfigField.millis("processing.batch_timeout_ms")
            .describe("Longest time for which a sink that asks for larger batches gathers records.")
            .orDefault(Duration.ofSeconds(1));

    /** Pause after an empty poll. */
    public static final ConfigField<Duration> POLL_INTERVAL = ConfigField.millis("processing.poll_interval_ms")
            .describe("Pause after a poll of the source that returned nothing.")
            .orDefault(Duration.ofMillis(100));

    /** Port of metrics and health. */
    public static final ConfigField<Long> METRICS_PORT = ConfigField.integer("processing.metrics_port", 0, 65_535)
            .describe("Port of /metrics, /health, /live and /ready; 0 takes a free one.")
            .orDefault(9090L);

    /** Log level. */
    public static final ConfigField<String> LOG_LEVEL = ConfigField.string("processing.log_level")
            .describe("Log level when neither RUST_LOG nor LOG_LEVEL is set: error, warn, info, debug or trace.")
            .orDefault("info");

    /** Interval of health checks. */
    public static final ConfigField<Duration> HEALTH_CHECK_INTERVAL = ConfigField.millis(
                    "processing.health_check_interval_ms")
            .describe("Time between two health checks of the connector.")
            .orDefault(Duration.ofSeconds(30));

    /** Failures before unhealthy. */
    public static final ConfigField<Long> HEALTH_CHECK_FAILURE_THRESHOLD = ConfigField.integer(
                    "processing.health_check_failure_threshold", 0, 1_000_000)
            .describe("Consecutive failed health checks that take readiness away; 0 counts as 1.")
            .orDefault(3L);

    /** Parallel sink tasks. */
    public static final ConfigField<Long> TASKS = ConfigField.integer("processing.tasks", 1, 64)
            .describe("How many instances of a sink write side by side; records of one key always go to the same one.")
            .orDefault(1L)
            .advanced();

    /** Longest call of a connector. */
    public static final ConfigField<Duration> CALL_TIMEOUT = ConfigField.millis("processing.call_timeout_ms")
            .describe("Longest time that one call of the connector may take before its thread is interrupted.")
            .orDefault(Duration.ofMinutes(5))
            .advanced();

    /** Time for a clean stop. */
    public static final ConfigField<Duration> SHUTDOWN_TIMEOUT = ConfigField.millis("processing.shutdown_timeout_ms")
            .describe(
                    "How long a stop waits for records in flight. Closing may take 1.5 s more: keep the sum below the grace period of the platform, 10 s for docker stop.")
            .orDefault(Duration.ofSeconds(7))
            .advanced();

    /** Time without progress until not ready. */
    public static final ConfigField<Duration> PROGRESS_TIMEOUT = ConfigField.millis("processing.progress_timeout_ms")
            .describe("A backlog that does not move for this long makes the connector not ready.")
            .orDefault(Duration.ofSeconds(30))
            .advanced();

    /** Limit of publishing. */
    public static final ConfigField<Long> MAX_PUBLISH_RATE = ConfigField.integer(
                    "processing.max_publish_rate", 0, 10_000_000)
            .describe(
                    "Most records per second that a source publishes to one topic; 0 is unlimited. Protects slow consumers elsewhere: a 0.15 broker skips records for a subscription that lags by more than 256.")
            .orDefault(0L)
            .advanced();

    /** Most records in flight or waiting. */
    public static final ConfigField<Long> MAX_IN_FLIGHT_RECORDS = ConfigField.integer(
                    "processing.max_in_flight_records", 1, 1_000_000)
            .describe("Most records that the runtime holds at any time.")
            .orDefault(4096L)
            .advanced();

    /** Most bytes in flight or waiting. */
    public static final ConfigField<Long> MAX_IN_FLIGHT_BYTES = ConfigField.integer(
                    "processing.max_in_flight_bytes", 1 << 20, 1L << 40)
            .describe(
                    "Most payload bytes that the runtime holds at any time; at least one record is always taken. A sink takes an eighth of the heap at most.")
            .orDefault(16L << 20)
            .advanced();

    /** What happens to a record that cannot be delivered. */
    public static final ConfigField<String> ON_INVALID = ConfigField.choice(
                    "dead_letter.on_invalid", "dead-letter", "skip", "stop")
            .describe(
                    "What becomes of a record that can never be delivered: dead-letter, skip (counted and logged) or stop the connector.")
            .orDefault("dead-letter")
            .advanced();

    /** Dead letter topic. */
    public static final ConfigField<String> DEAD_LETTER_TOPIC = ConfigField.string("dead_letter.topic")
            .describe("Topic for records that cannot be delivered.")
            .example("\"/default/dlq-my-connector-q\"")
            .defaultsTo("/<namespace of the record's topic>/dlq-<connector name>-q")
            .advanced();

    /** Folder of the position store. */
    public static final ConfigField<String> STATE_DIR = ConfigField.string("state_dir")
            .describe("Folder in which positions are kept; give it a volume that outlives the process.")
            .env("CONNECTOR_STATE_DIR")
            .orDefault("danube-connect-state")
            .advanced();

    /** What to do about records that the broker skipped. */
    public static final ConfigField<String> ON_GAP = ConfigField.choice("danube.on_gap", "warn", "stop")
            .describe(
                    "What a gap in the offsets of a subscription that is read alone leads to: warn (log, count, health detail) or stop. Only a certain gap stops; what an earlier run that was killed may have had is logged and counted apart.")
            .orDefault("warn")
            .advanced();

    /** Reads alone. */
    public static final ConfigField<Boolean> SOLE_READER = ConfigField.bool("danube.sole_reader")
            .describe(
                    "This process is the only reader of its Shared subscriptions, so that gaps can be told from others' records.")
            .env("DANUBE_SOLE_READER")
            .orDefault(false)
            .advanced();

    /** Instance id. */
    public static final ConfigField<String> INSTANCE_ID = ConfigField.string("danube.instance_id")
            .describe("Tells replicas of one connector apart; part of the consumer name on Shared subscriptions.")
            .env("CONNECTOR_INSTANCE_ID")
            .example("\"replica-0\"")
            .defaultsTo("the host's name")
            .advanced();

    /** Address of the brokers' admin port. */
    public static final ConfigField<String> ADMIN_URL = ConfigField.string("danube.admin_url")
            .describe(
                    "Address of a broker's admin port, with its scheme; any broker of the cluster will do. With it, a sink makes sure before it subscribes that the broker never gives up on a record (redeliveries and acknowledgement time-out raised, poison policy never Drop), and reports lag where the broker tells it.")
            .env("DANUBE_ADMIN_URL")
            .example("\"http://localhost:50051\"")
            .check("must be an address such as http://localhost:50051", CoreFields::isHttpUrl)
            .advanced();

    /** Trusted authorities. */
    public static final ConfigField<String> TLS_CA_FILE = ConfigField.string("danube.tls_ca_file")
            .describe(
                    "PEM file with the certificates of the authorities that are trusted on https:// addresses, read again when it changes.")
            .env("DANUBE_TLS_CA_FILE")
            .example("\"/etc/danube/ca.pem\"")
            .defaultsTo("the authorities that the Java platform trusts");

    /** Own certificate. */
    public static final ConfigField<String> TLS_CERT_FILE = ConfigField.string("danube.tls_cert_file")
            .describe(
                    "PEM file with the certificate shown to who asks for one, such as a proxy in front of the brokers; read again when it changes. Needs tls_key_file.")
            .env("DANUBE_TLS_CERT_FILE")
            .example("\"/etc/danube/client.pem\"")
            .advanced();

    /** Key of the own certificate. */
    public static final ConfigField<String> TLS_KEY_FILE = ConfigField.string("danube.tls_key_file")
            .describe("PEM file with the private key of tls_cert_file, not encrypted.")
            .env("DANUBE_TLS_KEY_FILE")
            .example("\"/etc/danube/client-key.pem\"")
            .advanced();

    /** Token by value. */
    public static final ConfigField<Secret> TOKEN = ConfigField.secret("danube.token")
            .describe("Token (JWT) that every call carries. It stays what it was at the start; see token_file.")
            .env("DANUBE_TOKEN")
            .withoutFileVariable();

    /** Token by file. */
    public static final ConfigField<String> TOKEN_FILE = ConfigField.string("danube.token_file")
            .describe(
                    "File that holds the token, read again when it changes and when a broker refuses the token. It rules over token.")
            .env("DANUBE_TOKEN_FILE")
            .example("\"/var/run/secrets/danube/token\"");

    /** Schemas of topics. */
    public static final ConfigField<List<ConfigValues>> SCHEMAS = ConfigField.tables("schemas", SchemaFields.SPEC)
            .describe("Schemas of the topics that a source writes.")
            .orDefault(List.of());

    /** All of them, in the order of the reference. */
    public static final ConfigSpec SPEC = ConfigSpec.of(
                    DANUBE_SERVICE_URL,
                    CONNECTOR_NAME,
                    MAX_RETRIES,
                    RETRY_BACKOFF,
                    MAX_BACKOFF,
                    BATCH_SIZE,
                    BATCH_TIMEOUT,
                    POLL_INTERVAL,
                    METRICS_PORT,
                    LOG_LEVEL,
                    HEALTH_CHECK_INTERVAL,
                    HEALTH_CHECK_FAILURE_THRESHOLD,
                    SCHEMAS,
                    TASKS,
                    CALL_TIMEOUT,
                    SHUTDOWN_TIMEOUT,
                    PROGRESS_TIMEOUT,
                    MAX_PUBLISH_RATE,
                    MAX_IN_FLIGHT_RECORDS,
                    MAX_IN_FLIGHT_BYTES,
                    ON_INVALID,
                    DEAD_LETTER_TOPIC,
                    STATE_DIR,
                    ON_GAP,
                    SOLE_READER,
                    INSTANCE_ID,
                    ADMIN_URL,
                    TLS_CA_FILE,
                    TLS_CERT_FILE,
                    TLS_KEY_FILE,
                    TOKEN,
                    TOKEN_FILE)
            .rule(DanubeSecurityRules::problems);

    private CoreFields() {}

    private static boolean isHttpUrl(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
