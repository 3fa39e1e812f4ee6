package com.danubemessaging.embedded;

import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.SchemaRules;
import com.danubemessaging.embedded.model.TopicLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link EmbeddedDanube}. Mutable until handed over; the broker works on a copy. */
public class EmbeddedDanubeOptions {

    /** Default of {@link #getHost()}: {@code 127.0.0.1}, reachable from this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Default of {@link #getPort()}: 0, any free port. */
    public static final int DEFAULT_PORT = 0;

    /** Default of {@link #getMaxUnackedMessages()}: 10 (Danube protocol: {@code max_unacked_messages}). */
    public static final int DEFAULT_MAX_UNACKED_MESSAGES = 10;

    /** Largest value of {@link #getMaxUnackedMessages()}: 10 000 (Danube protocol: {@code max_unacked_messages}). */
    public static final int MAX_UNACKED_MESSAGES_LIMIT = 10_000;

    /** Default of {@link #getHeartbeatInterval()}: 500 ms (Danube protocol: heartbeat). */
    public static final Duration DEFAULT_HEARTBEAT_INTERVAL = Duration.ofMillis(500);

    /** Default of {@link #getMemoryLimitBytes()}: 256 MiB. */
    public static final long DEFAULT_MEMORY_LIMIT_BYTES = 256L * 1024 * 1024;

    /** Default of {@link #getDurability()}: {@link Durability#SYNC}, nothing that was answered is lost. */
    public static final Durability DEFAULT_DURABILITY = Durability.SYNC;

    /** The namespaces that exist without being named: {@code default} and {@code system}. */
    public static final Set<String> BUILT_IN_NAMESPACES = Set.of("default", "system");

    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private int maxUnackedMessages = DEFAULT_MAX_UNACKED_MESSAGES;
    private Duration heartbeatInterval = DEFAULT_HEARTBEAT_INTERVAL;
    private FailurePolicy failurePolicy = FailurePolicy.defaults();
    private TopicLimits topicLimits = TopicLimits.UNLIMITED;
    private Set<String> namespaces = new LinkedHashSet<>();
    private boolean autoCreateNamespaces;
    private boolean autoCreateTopics = true;
    private @Nullable String advertisedBrokerUrl;
    private @Nullable String advertisedConnectUrl;
    private @Nullable Boolean proxy;
    private long memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES;
    private SchemaRules schemaRules = SchemaRules.BROKER;
    private @Nullable Path dataDirectory;
    private Durability durability = DEFAULT_DURABILITY;
    private BrokerQuirks quirks = BrokerQuirks.defaults();
    private @Nullable Integer adminPort;
    private @Nullable BrokerTls tls;
    private @Nullable String tokenSecret;

    /** All defaults. */
    public EmbeddedDanubeOptions() {}

    /** A copy. */
    public EmbeddedDanubeOptions(EmbeddedDanubeOptions other) {
        host = other.host;
        port = other.port;
        maxUnackedMessages = other.maxUnackedMessages;
        heartbeatInterval = other.heartbeatInterval;
        failurePolicy = other.failurePolicy;
        topicLimits = other.topicLimits;
        namespaces = new LinkedHashSet<>(other.namespaces);
        autoCreateNamespaces = other.autoCreateNamespaces;
        autoCreateTopics = other.autoCreateTopics;
        advertisedBrokerUrl = other.advertisedBrokerUrl;
        advertisedConnectUrl = other.advertisedConnectUrl;
        proxy = other.proxy;
        memoryLimitBytes = other.memoryLimitBytes;
        schemaRules = other.schemaRules;
        dataDirectory = other.dataDirectory;
        durability = other.durability;
        quirks = other.quirks;
        adminPort = other.adminPort;
        tls = other.tls;
        tokenSecret = other.tokenSecret;
    }

    /**
     * Options from JSON; absent keys have their defaults, unknown keys are ignored.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public EmbeddedDanubeOptions(JsonObject json) {
        host = json.getString("host", DEFAULT_HOST);
        port = checkedPort(json.getInteger("port", DEFAULT_PORT));
        maxUnackedMessages = checkedWindow(json.getInteger("maxUnackedMessages", DEFAULT_MAX_UNACKED_MESSAGES));
        heartbeatInterval = checkedHeartbeat(
                Duration.ofMillis(json.getLong("heartbeatIntervalMillis", DEFAULT_HEARTBEAT_INTERVAL.toMillis())));
        failurePolicy = FailurePolicyJson.read(json.getJsonObject("failurePolicy", new JsonObject()));
        topicLimits = TopicLimitsJson.read(json.getJsonObject("topicLimits", new JsonObject()));
        for (Object namespace : json.getJsonArray("namespaces", new JsonArray())) {
            namespaces.add((String) namespace);
        }
        autoCreateNamespaces = json.getBoolean("autoCreateNamespaces", false);
        autoCreateTopics = json.getBoolean("autoCreateTopics", true);
        advertisedBrokerUrl = json.getString("advertisedBrokerUrl");
        advertisedConnectUrl = json.getString("advertisedConnectUrl");
        proxy = json.getBoolean("proxy");
        memoryLimitBytes = checkedMemory(json.getLong("memoryLimitBytes", DEFAULT_MEMORY_LIMIT_BYTES));
        schemaRules = SchemaRules.valueOf(json.getString("schemaRules", SchemaRules.BROKER.name()));
        String directory = json.getString("dataDirectory");
        dataDirectory = directory == null ? null : Path.of(directory);
        durability = Durability.valueOf(json.getString("durability", DEFAULT_DURABILITY.name()));
        Integer forAdministrators = json.getInteger("adminPort");
        adminPort = forAdministrators == null ? null : checkedPort(forAdministrators);
        JsonArray hazards = json.getJsonArray("hazards");
        if (hazards != null) {
            quirks = BrokerQuirks.none()
                    .with(hazards.stream()
                            .map(name -> Hazard.parse((String) name))
                            .toList());
        }
        tls = BrokerTlsJson.read(json.getJsonObject("tls"));
        setTokenSecret(json.getString("tokenSecret"));
    }

    /** The options as JSON, from which an equal object can be made; it holds the token secret. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("host", host)
                .put("port", port)
                .put("maxUnackedMessages", maxUnackedMessages)
                .put("heartbeatIntervalMillis", heartbeatInterval.toMillis())
                .put("failurePolicy", FailurePolicyJson.write(failurePolicy))
                .put("topicLimits", TopicLimitsJson.write(topicLimits))
                .put("namespaces", new JsonArray(List.copyOf(namespaces)))
                .put("autoCreateNamespaces", autoCreateNamespaces)
                .put("autoCreateTopics", autoCreateTopics)
                .put("memoryLimitBytes", memoryLimitBytes)
                .put("schemaRules", schemaRules.name())
                .put("durability", durability.name())
                .put("hazards", new JsonArray(quirks.names()));
        putIfPresent(json, "adminPort", adminPort);
        putIfPresent(json, "dataDirectory", dataDirectory == null ? null : dataDirectory.toString());
        putIfPresent(json, "advertisedBrokerUrl", advertisedBrokerUrl);
        putIfPresent(json, "advertisedConnectUrl", advertisedConnectUrl);
        putIfPresent(json, "proxy", proxy);
        putIfPresent(json, "tls", BrokerTlsJson.write(tls));
        putIfPresent(json, "tokenSecret", tokenSecret);
        return json;
    }

    /** Host name or address to listen on. */
    public String getHost() {
        return host;
    }

    /** Sets the host name or address to listen on; default {@value #DEFAULT_HOST}. */
    public EmbeddedDanubeOptions setHost(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /** Port to listen on. */
    public int getPort() {
        return port;
    }

    /** Sets the port to listen on, 0 to 65535, 0 meaning any free one; default {@value #DEFAULT_PORT}. */
    public EmbeddedDanubeOptions setPort(int port) {
        this.port = checkedPort(port);
        return this;
    }

    /** Deliveries that one reliable subscription may have unacknowledged. */
    public int getMaxUnackedMessages() {
        return maxUnackedMessages;
    }

    /**
     * Sets the window of every reliable subscription, 1 to {@value #MAX_UNACKED_MESSAGES_LIMIT}; default
     * {@value #DEFAULT_MAX_UNACKED_MESSAGES}.
     */
    public EmbeddedDanubeOptions setMaxUnackedMessages(int maxUnackedMessages) {
        this.maxUnackedMessages = checkedWindow(maxUnackedMessages);
        return this;
    }

    /** How often time-outs and due redeliveries are looked at. */
    public Duration getHeartbeatInterval() {
        return heartbeatInterval;
    }

    /**
     * Sets how often time-outs and due redeliveries are looked at, at least 1 ms; default 500 ms. A key-shared consumer
     * that has been away for six intervals loses its keys to the others.
     */
    public EmbeddedDanubeOptions setHeartbeatInterval(Duration heartbeatInterval) {
        this.heartbeatInterval = checkedHeartbeat(heartbeatInterval);
        return this;
    }

    /** Failure policy of subscriptions for which none was set. */
    public FailurePolicy getFailurePolicy() {
        return failurePolicy;
    }

    /** Sets the failure policy of subscriptions for which none is set; default {@link FailurePolicy#defaults()}. */
    public EmbeddedDanubeOptions setFailurePolicy(FailurePolicy failurePolicy) {
        this.failurePolicy = Objects.requireNonNull(failurePolicy, "failurePolicy");
        return this;
    }

    /** Limits of every topic. */
    public TopicLimits getTopicLimits() {
        return topicLimits;
    }

    /** Sets the limits of every topic; default {@link TopicLimits#UNLIMITED}. */
    public EmbeddedDanubeOptions setTopicLimits(TopicLimits topicLimits) {
        this.topicLimits = Objects.requireNonNull(topicLimits, "topicLimits");
        return this;
    }

    /** Namespaces besides the built-in ones. */
    public Set<String> getNamespaces() {
        return Set.copyOf(namespaces);
    }

    /** Adds a namespace to {@link #BUILT_IN_NAMESPACES}; default none. */
    public EmbeddedDanubeOptions addNamespace(String namespace) {
        namespaces.add(Objects.requireNonNull(namespace, "namespace"));
        return this;
    }

    /** Whether a producer creates a missing namespace. */
    public boolean isAutoCreateNamespaces() {
        return autoCreateNamespaces;
    }

    /** Sets whether a producer creates a missing namespace; default false, as a real broker answers UNAVAILABLE. */
    public EmbeddedDanubeOptions setAutoCreateNamespaces(boolean autoCreateNamespaces) {
        this.autoCreateNamespaces = autoCreateNamespaces;
        return this;
    }

    /** Whether a producer creates a missing topic. */
    public boolean isAutoCreateTopics() {
        return autoCreateTopics;
    }

    /** Sets whether a producer creates a missing topic; default true. */
    public EmbeddedDanubeOptions setAutoCreateTopics(boolean autoCreateTopics) {
        this.autoCreateTopics = autoCreateTopics;
        return this;
    }

    /** The broker's identity in lookup answers, or null for {@link EmbeddedDanube#serviceUrl()}. */
    public @Nullable String getAdvertisedBrokerUrl() {
        return advertisedBrokerUrl;
    }

    /** Sets the broker's identity in lookup answers, absolute with scheme; default the service URL. */
    public EmbeddedDanubeOptions setAdvertisedBrokerUrl(@Nullable String url) {
        advertisedBrokerUrl = url;
        return this;
    }

    /** The address to dial in lookup answers, or null for {@link EmbeddedDanube#serviceUrl()}. */
    public @Nullable String getAdvertisedConnectUrl() {
        return advertisedConnectUrl;
    }

    /** Sets the address to dial in lookup answers, absolute with scheme; default the service URL. */
    public EmbeddedDanubeOptions setAdvertisedConnectUrl(@Nullable String url) {
        advertisedConnectUrl = url;
        return this;
    }

    /** What lookups say about a proxy, or null if that follows from the URLs. */
    public @Nullable Boolean getProxy() {
        return proxy;
    }

    /** Sets what lookups say about a proxy; default null, which means true exactly if the two URLs differ. */
    public EmbeddedDanubeOptions setProxy(@Nullable Boolean proxy) {
        this.proxy = proxy;
        return this;
    }

    /** Encoded bytes of all messages kept. */
    public long getMemoryLimitBytes() {
        return memoryLimitBytes;
    }

    /**
     * Sets how many encoded bytes of unacknowledged messages are kept, at least 1; default 256 MiB. A publish that does
     * not fit is refused with PERMISSION_DENIED and a text that says so.
     */
    public EmbeddedDanubeOptions setMemoryLimitBytes(long memoryLimitBytes) {
        this.memoryLimitBytes = checkedMemory(memoryLimitBytes);
        return this;
    }

    /** What the schema registry lets follow what. */
    public SchemaRules getSchemaRules() {
        return schemaRules;
    }

    /** Sets what the schema registry lets follow what; default {@link SchemaRules#BROKER}. */
    public EmbeddedDanubeOptions setSchemaRules(SchemaRules schemaRules) {
        this.schemaRules = schemaRules;
        return this;
    }

    /** Where everything is kept on disk, or null if it is in memory only. */
    public @Nullable Path getDataDirectory() {
        return dataDirectory;
    }

    /**
     * Sets where topics, messages, cursors, failure policies and schemas are kept on disk, so that a later broker goes
     * on with them; it is created if need be, and one broker at a time may use it. Default null: in memory only.
     * Messages are in memory as well, so {@link #setMemoryLimitBytes} bounds both.
     */
    public EmbeddedDanubeOptions setDataDirectory(@Nullable Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        return this;
    }

    /** When changes are answered; without meaning in memory. */
    public Durability getDurability() {
        return durability;
    }

    /** Sets when changes are answered if there is a data directory; default {@link #DEFAULT_DURABILITY}. */
    public EmbeddedDanubeOptions setDurability(Durability durability) {
        this.durability = Objects.requireNonNull(durability, "durability");
        return this;
    }

    /** The certificate under which the port is served, or null for plain text. */
    public @Nullable BrokerTls getTls() {
        return tls;
    }

    /** Sets the certificate under which the port is served; default null, plain text. */
    public EmbeddedDanubeOptions setTls(@Nullable BrokerTls tls) {
        this.tls = tls;
        return this;
    }

    /** The secret with which tokens are signed, or null to ask for none. */
    public @Nullable String getTokenSecret() {
        return tokenSecret;
    }

    /**
     * Sets the secret with which tokens are signed, not empty; default null, which lets every caller in. With a secret,
     * a call needs a token such as {@link BrokerTokens#issue} makes. Every principal may do everything.
     */
    public EmbeddedDanubeOptions setTokenSecret(@Nullable String tokenSecret) {
        if (tokenSecret != null && tokenSecret.isEmpty()) {
            throw new IllegalArgumentException("tokenSecret must not be empty");
        }
        this.tokenSecret = tokenSecret;
        return this;
    }

    /** Port for administrators, or null for none. */
    public @Nullable Integer getAdminPort() {
        return adminPort;
    }

    /**
     * Sets the port on which topics, subscriptions and namespaces are administered over gRPC, 0 to 65535, 0 meaning any
     * free one; default null, no such port.
     */
    public EmbeddedDanubeOptions setAdminPort(@Nullable Integer adminPort) {
        this.adminPort = adminPort == null ? null : checkedPort(adminPort);
        return this;
    }

    /** Which hazards of the real broker show. */
    public BrokerQuirks getQuirks() {
        return quirks;
    }

    /**
     * Sets which hazards of the real broker show; default {@link BrokerQuirks#defaults()}. With
     * {@link BrokerQuirks#asDanube015()} it behaves like a broker of release 0.15.
     */
    public EmbeddedDanubeOptions setQuirks(BrokerQuirks quirks) {
        this.quirks = Objects.requireNonNull(quirks, "quirks");
        return this;
    }

    private static void putIfPresent(JsonObject json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static int checkedPort(int port) {
        return (int) checked("port", port, 0, 65_535);
    }

    private static int checkedWindow(int messages) {
        return (int) checked("maxUnackedMessages", messages, 1, MAX_UNACKED_MESSAGES_LIMIT);
    }

    private static Duration checkedHeartbeat(Duration interval) {
        checked("heartbeatInterval in ms", interval.toMillis(), 1, Integer.MAX_VALUE);
        return interval;
    }

    private static long checkedMemory(long bytes) {
        return checked("memoryLimitBytes", bytes, 1, Long.MAX_VALUE);
    }

    private static long checked(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + "=" + value + " must be between " + min + " and " + max);
        }
        return value;
    }
}
