package com.danubemessaging.embedded;

import com.danubemessaging.embedded.internal.broker.BrokerSettings;
import com.danubemessaging.embedded.internal.security.Security;
import com.danubemessaging.embedded.internal.server.BrokerVerticle;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.internal.storage.disk.DiskStore;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.TopicStats;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running Danube broker inside this JVM.
 *
 * <pre>{@code
 * EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions())
 *     .onSuccess(danube -> System.out.println("listening on " + danube.serviceUrl()));
 * }</pre>
 *
 * <p><b>What it keeps.</b> Topics, messages, cursors, failure policies and schemas live in memory for as long as this
 * object is open, restarts included; with a data directory they are on disk too, and a later broker on the same
 * directory goes on with them. A message is kept until every subscription of its topic has acknowledged it.
 *
 * <p><b>Threading.</b> Every method may be called from any thread. The work happens on the broker's own event loop, so
 * results come as futures; a snapshot shows one moment. Futures complete on that event loop.
 *
 * <p><b>Failure.</b> Refusals fail the future with a message that says what was refused and why.
 */
public final class EmbeddedDanube {

    private final Vertx vertx;
    private final String deploymentId;
    private final BrokerVerticle verticle;
    private final String host;
    private final Security security;
    private final Faults faults;
    private final AtomicReference<@Nullable Promise<Void>> closing = new AtomicReference<>();

    private EmbeddedDanube(Vertx vertx, String deploymentId, BrokerVerticle verticle, String host, Security security) {
        this.vertx = vertx;
        this.deploymentId = deploymentId;
        this.verticle = verticle;
        this.host = host;
        this.security = security;
        this.faults = new Faults(verticle);
    }

    /**
     * Starts a broker.
     *
     * @param vertx whose event loop it uses; closing it closes the broker too
     * @param options copied
     * @return the broker once it accepts connections; fails with a sentence if another broker has the data directory or
     *     its contents cannot be read, and fails if another process, or another Vertx, has the port. Two servers of one
     *     Vertx share a port instead: give two brokers two ports
     */
    public static Future<EmbeddedDanube> start(Vertx vertx, EmbeddedDanubeOptions options) {
        EmbeddedDanubeOptions copy = new EmbeddedDanubeOptions(options);
        Security security = Security.of(copy.getTls(), copy.getTokenSecret());
        BrokerVerticle verticle = new BrokerVerticle(
                copy.getHost(),
                copy.getPort(),
                Objects.requireNonNullElse(copy.getAdminPort(), BrokerVerticle.NO_PORT),
                security,
                context -> openStore(copy, context),
                port -> settings(copy, security, port));
        return vertx.deployVerticle(verticle)
                .map(id -> new EmbeddedDanube(vertx, id, verticle, copy.getHost(), security));
    }

    /** The port it listens on, also while it does not listen. */
    public int port() {
        return verticle.port();
    }

    /**
     * The port that administrators use.
     *
     * @throws IllegalStateException if the options named none
     */
    public int adminPort() {
        int adminPort = verticle.adminPort();
        if (adminPort == BrokerVerticle.NO_PORT) {
            throw new IllegalStateException("this broker was started without an admin port");
        }
        return adminPort;
    }

    /** The address for clients, {@code http://host:port}, or {@code https://host:port} with a certificate. */
    public String serviceUrl() {
        return security.url(host, port());
    }

    /**
     * Stops listening, cuts all connections, writes what is left to the data directory and forgets everything. Closing
     * again has no effect, nor has closing after the Vertx was closed.
     */
    public Future<Void> close() {
        if (verticle.isStopped()) {
            return Future.succeededFuture();
        }
        Promise<Void> first = Promise.promise();
        Promise<Void> known = closing.compareAndExchange(null, first);
        if (known != null) {
            return known.future();
        }
        vertx.undeploy(deploymentId).onComplete(first);
        return first.future();
    }

    /**
     * Restarts the broker: cuts all connections and begins anew on the same port, with the same topics, messages and
     * cursors. Producer and consumer ids of before are unknown afterwards, as after a real restart.
     */
    public Future<Void> restart() {
        return chain(verticle::restart);
    }

    /** Begins an outage: stops listening and cuts all connections. The broker goes on and keeps its registrations. */
    public Future<Void> stopListening() {
        return chain(verticle::stopListening);
    }

    /** Ends an outage: listens again on the same port. */
    public Future<Void> resumeListening() {
        return chain(verticle::resumeListening);
    }

    /** Names of all topics in byte order. */
    public Future<List<String>> topics() {
        return verticle.call(() -> verticle.control().topics());
    }

    /**
     * A snapshot of one topic.
     *
     * @return fails if the topic does not exist
     */
    public Future<TopicStats> topic(String topic) {
        return verticle.call(() -> verticle.control().stats(topic));
    }

    /**
     * Creates a topic, as an administrator does.
     *
     * @return fails if the name is malformed or taken, or the namespace unknown
     */
    public Future<Void> createTopic(String topic, DispatchMode mode) {
        return run(() -> verticle.control().createTopic(topic, mode));
    }

    /**
     * Deletes a topic with its messages. Its streams end; its producers learn it from a health check, or from
     * PERMISSION_DENIED "not found in registry" when they send next.
     */
    public Future<Void> deleteTopic(String topic) {
        return run(() -> verticle.control().deleteTopic(topic));
    }

    /**
     * Sets the failure policy of a subscription. Usually called before the first consumer subscribes, even before the
     * topic exists; a subscription that exists uses it from its next failed delivery on, but one that is blocked stays
     * blocked.
     *
     * @return fails for a non-reliable topic
     */
    public Future<Void> setFailurePolicy(String topic, String subscription, FailurePolicy policy) {
        return run(() -> verticle.control().setFailurePolicy(topic, subscription, policy));
    }

    /**
     * Removes a subscription with its cursor and failure policy; a later one of the same name starts at the latest
     * message.
     *
     * @return fails while a consumer of the subscription is active
     */
    public Future<Void> unsubscribe(String topic, String subscription) {
        return run(() -> verticle.control().unsubscribe(topic, subscription));
    }

    /** Where a test orders mishaps. */
    public Faults faults() {
        return faults;
    }

    private Future<Void> run(Runnable task) {
        return verticle.change(() -> {
            task.run();
            return null;
        });
    }

    private Future<Void> chain(Callable<Future<Void>> step) {
        return verticle.call(step).compose(future -> future);
    }

    private static BrokerStore openStore(EmbeddedDanubeOptions options, Executor context) {
        Path directory = options.getDataDirectory();
        return directory == null
                ? new MemoryStore(options.getMemoryLimitBytes(), options.getSchemaRules())
                : DiskStore.open(
                        directory,
                        options.getDurability(),
                        options.getMemoryLimitBytes(),
                        options.getSchemaRules(),
                        context);
    }

    private static BrokerSettings settings(EmbeddedDanubeOptions options, Security security, int port) {
        String serviceUrl = security.url(options.getHost(), port);
        String brokerUrl = Objects.requireNonNullElse(options.getAdvertisedBrokerUrl(), serviceUrl);
        String connectUrl = Objects.requireNonNullElse(options.getAdvertisedConnectUrl(), serviceUrl);
        Boolean proxy = options.getProxy();
        Set<String> namespaces = new HashSet<>(EmbeddedDanubeOptions.BUILT_IN_NAMESPACES);
        namespaces.addAll(options.getNamespaces());
        return new BrokerSettings(
                brokerUrl,
                connectUrl,
                proxy != null ? proxy : !brokerUrl.equals(connectUrl),
                namespaces,
                options.isAutoCreateNamespaces(),
                options.isAutoCreateTopics(),
                options.getMaxUnackedMessages(),
                options.getFailurePolicy(),
                options.getTopicLimits(),
                options.getHeartbeatInterval().toMillis(),
                options.getQuirks());
    }
}
