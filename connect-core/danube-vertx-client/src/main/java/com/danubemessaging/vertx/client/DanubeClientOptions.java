package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.Checks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a Danube cluster. Mutable, not thread-safe; the client copies it. In JSON all durations are
 * milliseconds.
 */
public class DanubeClientOptions {

    /** Default service URL = {@code http://localhost:6650}. */
    public static final String DEFAULT_SERVICE_URL = "http://localhost:6650";

    /** Default time for one call = 10 s. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** Default time for opening a connection = 5 s. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Default first pause between tries = 200 ms (what all Danube clients use). */
    public static final Duration DEFAULT_BACKOFF_BASE = Duration.ofMillis(200);

    /** Default longest pause between tries = 3 s. */
    public static final Duration DEFAULT_BACKOFF_MAX = Duration.ofSeconds(3);

    /** Default time between PINGs = 20 s. */
    public static final Duration DEFAULT_KEEP_ALIVE_INTERVAL = Duration.ofSeconds(20);

    /** Default time a PING may stay unanswered = 3 s. */
    public static final Duration DEFAULT_KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(3);

    /** Default time between health checks of a producer or consumer = 5 s (what all Danube clients use). */
    public static final Duration DEFAULT_HEALTH_INTERVAL = Duration.ofSeconds(5);

    /** Default receive window of one stream = 1 MiB. */
    public static final int DEFAULT_STREAM_WINDOW_BYTES = 1024 * 1024;

    /** Default time between looks at files and at the age of tokens = 10 s. */
    public static final Duration DEFAULT_CREDENTIALS_CHECK_INTERVAL = Duration.ofSeconds(10);

    private String serviceUrl = DEFAULT_SERVICE_URL;
    private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration backoffBase = DEFAULT_BACKOFF_BASE;
    private Duration backoffMax = DEFAULT_BACKOFF_MAX;
    private Duration keepAliveInterval = DEFAULT_KEEP_ALIVE_INTERVAL;
    private Duration keepAliveTimeout = DEFAULT_KEEP_ALIVE_TIMEOUT;
    private Duration healthInterval = DEFAULT_HEALTH_INTERVAL;
    private int streamWindowBytes = DEFAULT_STREAM_WINDOW_BYTES;
    private Duration credentialsCheckInterval = DEFAULT_CREDENTIALS_CHECK_INTERVAL;
    private TlsOptions tls = new TlsOptions();
    private @Nullable String token;
    private @Nullable String tokenFile;
    private @Nullable Supplier<Future<String>> tokenSupplier;

    /** All defaults. */
    public DanubeClientOptions() {}

    /** A copy. */
    public DanubeClientOptions(DanubeClientOptions other) {
        this.serviceUrl = other.serviceUrl;
        this.requestTimeout = other.requestTimeout;
        this.connectTimeout = other.connectTimeout;
        this.backoffBase = other.backoffBase;
        this.backoffMax = other.backoffMax;
        this.keepAliveInterval = other.keepAliveInterval;
        this.keepAliveTimeout = other.keepAliveTimeout;
        this.healthInterval = other.healthInterval;
        this.streamWindowBytes = other.streamWindowBytes;
        this.credentialsCheckInterval = other.credentialsCheckInterval;
        this.tls = new TlsOptions(other.tls);
        this.token = other.token;
        this.tokenFile = other.tokenFile;
        this.tokenSupplier = other.tokenSupplier;
    }

    /** From {@link #toJson()}'s form; absent keys keep their defaults. */
    public DanubeClientOptions(JsonObject json) {
        setServiceUrl(json.getString("serviceUrl", serviceUrl));
        setRequestTimeout(Checks.millis(json, "requestTimeout", requestTimeout));
        setConnectTimeout(Checks.millis(json, "connectTimeout", connectTimeout));
        setBackoffBase(Checks.millis(json, "backoffBase", backoffBase));
        setBackoffMax(Checks.millis(json, "backoffMax", backoffMax));
        setKeepAliveInterval(Checks.millis(json, "keepAliveInterval", keepAliveInterval));
        setKeepAliveTimeout(Checks.millis(json, "keepAliveTimeout", keepAliveTimeout));
        setHealthInterval(Checks.millis(json, "healthInterval", healthInterval));
        setStreamWindowBytes(json.getInteger("streamWindowBytes", streamWindowBytes));
        setCredentialsCheckInterval(Checks.millis(json, "credentialsCheckInterval", credentialsCheckInterval));
        setTls(new TlsOptions(json.getJsonObject("tls", new JsonObject())));
        if (json.getString("tokenFile") != null) {
            setTokenFile(json.getString("tokenFile"));
        }
        if (json.getString("token") != null) {
            setToken(json.getString("token"));
        }
    }

    /**
     * The options as JSON, every key present but {@code token}: what is written as JSON may be logged, so a token given
     * by value is left out, as is a supplier.
     */
    public JsonObject toJson() {
        return new JsonObject()
                .put("serviceUrl", serviceUrl)
                .put("requestTimeout", requestTimeout.toMillis())
                .put("connectTimeout", connectTimeout.toMillis())
                .put("backoffBase", backoffBase.toMillis())
                .put("backoffMax", backoffMax.toMillis())
                .put("keepAliveInterval", keepAliveInterval.toMillis())
                .put("keepAliveTimeout", keepAliveTimeout.toMillis())
                .put("healthInterval", healthInterval.toMillis())
                .put("streamWindowBytes", streamWindowBytes)
                .put("credentialsCheckInterval", credentialsCheckInterval.toMillis())
                .put("tls", tls.toJson())
                .put("tokenFile", tokenFile);
    }

    /** The address given to users. */
    public String getServiceUrl() {
        return serviceUrl;
    }

    /**
     * Sets the address to start from, {@code http://host:port} or {@code https://host:port}. The scheme is required;
     * the port defaults to 6650. With {@code https} every connection is encrypted, also those to addresses that brokers
     * answer.
     */
    public DanubeClientOptions setServiceUrl(String serviceUrl) {
        this.serviceUrl = Checks.notBlank("serviceUrl", serviceUrl);
        return this;
    }

    /** Time for one call. */
    public Duration getRequestTimeout() {
        return requestTimeout;
    }

    /**
     * Sets the time for one call, waiting for a connection included, and for the first answer of a receive stream; at
     * least 1 ms.
     */
    public DanubeClientOptions setRequestTimeout(Duration requestTimeout) {
        this.requestTimeout = Checks.positive("requestTimeout", requestTimeout);
        return this;
    }

    /** Time for opening a connection: TCP, TLS, and the first frame of HTTP/2. */
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    /** Sets the time for opening a connection, until the other side has begun HTTP/2; at least 1 ms. */
    public DanubeClientOptions setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = Checks.positive("connectTimeout", connectTimeout);
        return this;
    }

    /** First pause between tries. */
    public Duration getBackoffBase() {
        return backoffBase;
    }

    /**
     * Sets the pause before the second try; it doubles from try to try, each pause taken at random from its upper half;
     * at least 1 ms.
     */
    public DanubeClientOptions setBackoffBase(Duration backoffBase) {
        this.backoffBase = Checks.positive("backoffBase", backoffBase);
        return this;
    }

    /** Longest pause between tries. */
    public Duration getBackoffMax() {
        return backoffMax;
    }

    /**
     * Sets the longest pause between tries; at least 1 ms. Below {@link #getBackoffBase()} it rules from the first try.
     */
    public DanubeClientOptions setBackoffMax(Duration backoffMax) {
        this.backoffMax = Checks.positive("backoffMax", backoffMax);
        return this;
    }

    /** Time between PINGs. */
    public Duration getKeepAliveInterval() {
        return keepAliveInterval;
    }

    /** Sets the time between PINGs on each connection; at least 1 ms. */
    public DanubeClientOptions setKeepAliveInterval(Duration keepAliveInterval) {
        this.keepAliveInterval = Checks.positive("keepAliveInterval", keepAliveInterval);
        return this;
    }

    /** Time a PING may stay unanswered. */
    public Duration getKeepAliveTimeout() {
        return keepAliveTimeout;
    }

    /** Sets the time after which an unanswered PING closes a connection and fails what is on it; at least 1 ms. */
    public DanubeClientOptions setKeepAliveTimeout(Duration keepAliveTimeout) {
        this.keepAliveTimeout = Checks.positive("keepAliveTimeout", keepAliveTimeout);
        return this;
    }

    /** Time between health checks. */
    public Duration getHealthInterval() {
        return healthInterval;
    }

    /** Sets the time between health checks of each registered producer and consumer; at least 1 ms. */
    public DanubeClientOptions setHealthInterval(Duration healthInterval) {
        this.healthInterval = Checks.positive("healthInterval", healthInterval);
        return this;
    }

    /** Receive window of one stream in bytes. */
    public int getStreamWindowBytes() {
        return streamWindowBytes;
    }

    /**
     * Sets how many bytes the broker may send on one receive stream before they are taken: the bound on what a paused
     * partition holds in memory. 64 KiB to 64 MiB.
     */
    public DanubeClientOptions setStreamWindowBytes(int streamWindowBytes) {
        this.streamWindowBytes = Checks.range("streamWindowBytes", streamWindowBytes, 64 * 1024, 64 * 1024 * 1024);
        return this;
    }

    /** Time between looks at files and at the age of tokens. */
    public Duration getCredentialsCheckInterval() {
        return credentialsCheckInterval;
    }

    /** Sets the time between looks at certificate files, the token file and the age of the token; at least 1 ms. */
    public DanubeClientOptions setCredentialsCheckInterval(Duration credentialsCheckInterval) {
        this.credentialsCheckInterval = Checks.positive("credentialsCheckInterval", credentialsCheckInterval);
        return this;
    }

    /** Whom encrypted connections trust and what they show; a copy is taken when the client is made. */
    public TlsOptions getTls() {
        return tls;
    }

    /** Sets whom encrypted connections trust and what they show; default: the Java platform's authorities, nothing. */
    public DanubeClientOptions setTls(TlsOptions tls) {
        this.tls = Checks.notNull("tls", tls);
        return this;
    }

    /** The token given by value; null for none. */
    public @Nullable String getToken() {
        return token;
    }

    /**
     * Sets the token that every call carries; it takes the place of a token file or supplier. Danube brokers ask for a
     * JSON web token. On an {@code http} address it travels readable.
     */
    public DanubeClientOptions setToken(@Nullable String token) {
        clearTokens();
        this.token = Checks.nullOrNotBlank("token", token);
        return this;
    }

    /** The file that holds the token; null for none. */
    public @Nullable String getTokenFile() {
        return tokenFile;
    }

    /**
     * Sets a file that holds the token; it takes the place of a token or supplier. The file is read before the first
     * connection, every {@link #setCredentialsCheckInterval}, and when a broker refuses the token.
     */
    public DanubeClientOptions setTokenFile(@Nullable String tokenFile) {
        clearTokens();
        this.tokenFile = Checks.nullOrNotBlank("tokenFile", tokenFile);
        return this;
    }

    /** Who is asked for tokens; null for nobody. */
    public @Nullable Supplier<Future<String>> getTokenSupplier() {
        return tokenSupplier;
    }

    /**
     * Sets who is asked for tokens; it takes the place of a token or token file. Asked on the client's context, one
     * question at a time: before the first connection, when less than a minute or a fifth of the token's time is left
     * (if it is a JSON web token that says so), and when a broker refuses the token. It must not block. A failure is
     * repeated with pauses; the former token stays in use meanwhile.
     */
    public DanubeClientOptions setTokenSupplier(@Nullable Supplier<Future<String>> tokenSupplier) {
        clearTokens();
        this.tokenSupplier = tokenSupplier;
        return this;
    }

    private void clearTokens() {
        token = null;
        tokenFile = null;
        tokenSupplier = null;
    }
}
