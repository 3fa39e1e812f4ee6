package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.Checks;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

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

    private String serviceUrl = DEFAULT_SERVICE_URL;
    private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration backoffBase = DEFAULT_BACKOFF_BASE;
    private Duration backoffMax = DEFAULT_BACKOFF_MAX;
    private Duration keepAliveInterval = DEFAULT_KEEP_ALIVE_INTERVAL;
    private Duration keepAliveTimeout = DEFAULT_KEEP_ALIVE_TIMEOUT;
    private Duration healthInterval = DEFAULT_HEALTH_INTERVAL;
    private int streamWindowBytes = DEFAULT_STREAM_WINDOW_BYTES;

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
    }

    /** The options as JSON, every key present. */
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
                .put("streamWindowBytes", streamWindowBytes);
    }

    /** The address given to users. */
    public String getServiceUrl() {
        return serviceUrl;
    }

    /**
     * Sets the address to start from, {@code http://host:port}. The scheme is required; the port defaults to 6650. An
     * {@code https} address is refused when the client is created: this release has no TLS.
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

    /** Time for opening a connection. */
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    /** Sets the time for opening a TCP connection; at least 1 ms. */
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
}
