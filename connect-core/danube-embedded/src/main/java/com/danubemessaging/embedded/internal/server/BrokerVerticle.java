package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.BrokerClock;
import com.danubemessaging.embedded.internal.broker.BrokerControl;
import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.broker.BrokerSettings;
import com.danubemessaging.embedded.internal.security.Security;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Owns the listening socket, its connections, the heartbeat and the current life of the broker, all on one event loop.
 * The methods besides {@link #start()} and {@link #stop()} are to be called on its context, through {@link #call}.
 */
public final class BrokerVerticle extends VerticleBase {

    /** Largest encoded message that is accepted (Danube protocol: message size, receive side). */
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** Instead of an admin port: there is none. */
    public static final int NO_PORT = -1;

    /** HTTP/2 receive window of streams and of the connection (Danube protocol: transport). */
    private static final int WINDOW_BYTES = 1024 * 1024;

    /** Largest request header block, in which tokens travel (Danube protocol: transport). */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final String host;
    private final Security security;
    private final StoreOpener storeOpener;
    private final IntFunction<BrokerSettings> settingsForPort;
    private final Set<HttpConnection> connections = new HashSet<>();
    private @Nullable BrokerStore store;
    private @Nullable FaultPlan faults;
    private @Nullable HttpServer server;
    private @Nullable Broker broker;
    private volatile int port;
    private @Nullable HttpServer adminServer;
    private volatile int adminPort;
    private volatile boolean stopped;

    /**
     * A broker that will listen when deployed.
     *
     * @param port 0 for any free one
     * @param adminPort 0 for any free one, {@link #NO_PORT} for no admin port
     * @param security what it asks of clients
     * @param storeOpener is called once, before anything is listened on, where it may block
     * @param settingsForPort the settings once the port is known, because the default URLs contain it
     */
    public BrokerVerticle(
            String host,
            int port,
            int adminPort,
            Security security,
            StoreOpener storeOpener,
            IntFunction<BrokerSettings> settingsForPort) {
        this.host = host;
        this.port = port;
        this.adminPort = adminPort;
        this.security = security;
        this.storeOpener = storeOpener;
        this.settingsForPort = settingsForPort;
    }

    /** The port that is or was last listened on; readable from any thread once started. */
    public int port() {
        return port;
    }

    /** The same for the admin port, or {@link #NO_PORT}. */
    public int adminPort() {
        return adminPort;
    }

    /** Whether it has been stopped for good; readable from any thread. */
    public boolean isStopped() {
        return stopped;
    }

    /** The mishaps ordered for calls. */
    public FaultPlan faults() {
        FaultPlan plan = faults;
        if (plan == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return plan;
    }

    /** Runs a task where all of the broker's state lives; callable from any thread. */
    public <T> Future<T> call(Callable<T> task) {
        Promise<T> done = Promise.promise();
        try {
            context.runOnContext(run -> {
                try {
                    done.complete(task.call());
                } catch (Exception failure) {
                    done.fail(failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            done.fail(new IllegalStateException("the Vertx of this broker has been closed", closed));
        }
        return done.future();
    }

    /** Runs a task like {@link #call}, and waits until what it changed is kept. */
    public <T> Future<T> change(Callable<T> task) {
        return call(() -> {
                    T result = task.call();
                    return Kept.after(broker().flushed(), result);
                })
                .compose(kept -> kept);
    }

    /** Looks into and disturbs the current life of the broker. */
    public BrokerControl control() {
        return new BrokerControl(broker());
    }

    @Override
    public Future<?> start() {
        FaultPlan plan = new FaultPlan(vertx);
        faults = plan;
        return vertx.executeBlocking(() -> storeOpener.open(task -> context.runOnContext(run -> task.run())))
                .compose(opened -> {
                    store = opened;
                    return listen();
                })
                .onSuccess(listening -> {
                    Broker first = newBroker();
                    broker = first;
                    vertx.setPeriodic(first.settings().heartbeatMillis(), beat -> heartbeat());
                })
                .recover(failure -> closeStore().transform(closed -> Future.failedFuture(failure)));
    }

    @Override
    public Future<?> stop() {
        return stopListening()
                .onComplete(closed -> endBroker())
                .eventually(this::closeStore)
                .onComplete(closed -> stopped = true);
    }

    /** Stops accepting and cuts every connection; the broker lives on. Without effect while not listening. */
    public Future<Void> stopListening() {
        List<Future<Void>> closing = List.of(close(server), close(adminServer));
        server = null;
        adminServer = null;
        return Future.join(closing).<Void>mapEmpty().eventually(this::closeConnections);
    }

    /** Listens again on the same port. Without effect while listening. */
    public Future<Void> resumeListening() {
        return server != null ? Future.succeededFuture() : listen();
    }

    /** Ends the broker and begins a new life on the same store and port. */
    public Future<Void> restart() {
        return stopListening().compose(stopped -> {
            endBroker();
            broker = newBroker();
            return listen();
        });
    }

    /** Cuts every connection; clients may connect again at once. */
    public Future<Void> closeConnections() {
        List<Future<Void>> closing =
                List.copyOf(connections).stream().map(HttpConnection::close).toList();
        return Future.join(closing).otherwiseEmpty().mapEmpty();
    }

    private Future<Void> listen() {
        return listen(port, calls -> {
                    new BrokerCalls(this::broker, faults()).bind(calls);
                    new SchemaCalls(this::broker, faults()).bind(calls);
                    new LoginCalls(security.gate()).bind(calls);
                })
                .onSuccess(listening -> {
                    server = listening;
                    port = listening.actualPort();
                })
                .compose(listening -> adminPort == NO_PORT ? Future.succeededFuture() : listenForAdministrators());
    }

    private Future<Void> listenForAdministrators() {
        return listen(adminPort, calls -> {
                    new AdminCalls(this::broker).bind(calls);
                    new ClusterCalls(this::broker, () -> security.url(host, adminPort)).bind(calls);
                    new SchemaCalls(this::broker, faults()).bind(calls);
                })
                .onSuccess(listening -> {
                    adminServer = listening;
                    adminPort = listening.actualPort();
                })
                .recover(failure -> stopListening()
                        .transform(stopped -> Future.failedFuture(
                                new IOException("admin port " + adminPort + ": " + failure.getMessage(), failure))))
                .mapEmpty();
    }

    private Future<HttpServer> listen(int on, Consumer<GrpcCalls> services) {
        GrpcServer grpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));
        services.accept(new GrpcCalls(grpc, security.gate()));
        return vertx.createHttpServer(security.applyTo(httpOptions()))
                .connectionHandler(this::track)
                .requestHandler(grpc)
                .listen(on, host);
    }

    private static Future<Void> close(@Nullable HttpServer open) {
        return open == null ? Future.succeededFuture() : open.close();
    }

    private void track(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> connections.remove(connection));
    }

    private Broker broker() {
        Broker alive = broker;
        if (alive == null) {
            throw new BrokerException(BrokerException.Code.UNAVAILABLE, "the broker is starting or has been stopped");
        }
        return alive;
    }

    private void heartbeat() {
        Broker alive = broker;
        if (alive != null) {
            alive.heartbeat();
        }
    }

    private Future<Void> closeStore() {
        BrokerStore open = store;
        store = null;
        return open == null
                ? Future.succeededFuture()
                : Kept.after(open.close(), true).mapEmpty();
    }

    private Broker newBroker() {
        return new Broker(
                Objects.requireNonNull(store, "the store is opened first"),
                settingsForPort.apply(port),
                BrokerClock.system(),
                new Random());
    }

    private void endBroker() {
        Broker ending = broker;
        broker = null;
        if (ending != null) {
            ending.close();
        }
    }

    private static HttpServerOptions httpOptions() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(true)
                .setTcpNoDelay(true)
                .setHttp2ConnectionWindowSize(WINDOW_BYTES)
                // Cancelling many receive streams is what clients do in tests; it is not an attack here.
                .setHttp2RstFloodMaxRstFramePerWindow(Integer.MAX_VALUE)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(Integer.MAX_VALUE)
                        .setMaxHeaderListSize(MAX_HEADER_BYTES)
                        .setInitialWindowSize(WINDOW_BYTES));
    }
}
