package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;

/**
 * The door of a connector, found through {@link java.util.ServiceLoader}: what it is called, which keys it reads, how
 * it is made.
 *
 * <p>Pure: no method does I/O, starts a thread or keeps state. One provider stands for one connector type. The
 * implementing class is listed in {@code META-INF/services/com.danubemessaging.connect.api.ConnectorProvider} and has a
 * public no-argument constructor.
 */
public interface ConnectorProvider {

    /** The version of this SPI, as {@code major.minor}; a provider with another major version is refused at load. */
    String API_VERSION = "1.0";

    /**
     * The connector type, for example {@code source-mqtt}: lower-case words joined by {@code -}, unique among the
     * providers on the class path.
     */
    String type();

    /** The connector's own version, shown by {@code describe}, in the start line and as a metric tag; never empty. */
    String version();

    /**
     * The SPI version that the connector was built for: {@code return API_VERSION;}. Not a default method, because the
     * compiler copies the constant into the connector's own class, so that a jar carries the version it was built with.
     */
    String apiVersion();

    /**
     * The keys that this connector reads beside the core's own, with types, defaults and descriptions. The same value
     * every time.
     */
    ConfigSpec spec();

    /**
     * Makes one instance: a source is made once, a sink once for each task.
     *
     * @param config validated against {@link #spec()}: required keys are there, types and ranges hold
     * @return a connector that has not contacted anything yet
     * @throws com.danubemessaging.connect.api.error.ConfigurationException if keys contradict each other; the process
     *     exits with 1
     */
    Connector create(ConnectorConfig config);

    /**
     * The Java heap this connector needs for its bounded queues, in MiB; 64 by default. A smaller {@code -Xmx} is
     * warned about at start.
     */
    default int requiredHeapMebibytes() {
        return 64;
    }
}
