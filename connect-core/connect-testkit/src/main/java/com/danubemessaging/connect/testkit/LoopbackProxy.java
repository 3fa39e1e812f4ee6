package com.danubemessaging.connect.testkit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A TCP proxy on the loopback interface that behaves badly on demand: the network between a client and its server.
 *
 * <pre>{@code
 * LoopbackProxy proxy = LoopbackProxy.start(vertx, "127.0.0.1", danube.port()).await();
 * // the client connects to proxy.port()
 * proxy.blackHole().await();
 * proxy.heal().await();
 * }</pre>
 *
 * <p>Faults add up; {@link #heal()} ends all of them. The methods are thread-safe: state is confined to one context,
 * and a returned future completes there once the fault is in force. A fault that ends connections ends them with a
 * reset (SO_LINGER 0), as a peer that crashed does.
 */
public final class LoopbackProxy {

    private static final String HOST = "127.0.0.1";

    private final Context context;
    private final NetServer server;
    private final NetClient client;
    private final String targetHost;
    private final int targetPort;
    private final LinkFaults faults = new LinkFaults();
    private final Set<ProxiedDirection> directions = new LinkedHashSet<>();
    private final Set<NetSocket> sockets = new LinkedHashSet<>();

    private LoopbackProxy(Vertx vertx, Context context, String targetHost, int targetPort) {
        this.context = context;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        server = vertx.createNetServer(
                new NetServerOptions().setHost(HOST).setPort(0).setSoLinger(0));
        client = vertx.createNetClient();
    }

    /** Listens on a free port and forwards to the target, which need not be there yet. */
    public static Future<LoopbackProxy> start(Vertx vertx, String targetHost, int targetPort) {
        LoopbackProxy proxy = new LoopbackProxy(vertx, vertx.getOrCreateContext(), targetHost, targetPort);
        Promise<LoopbackProxy> started = Promise.promise();
        proxy.context.runOnContext(ignored -> proxy.server
                .connectHandler(proxy::connected)
                .listen()
                .map(proxy)
                .onComplete(started));
        return started.future();
    }

    /** The port to connect to instead of the target's. */
    public int port() {
        return server.actualPort();
    }

    /** Ends all connections and refuses new ones. */
    public Future<Void> cut() {
        return change(() -> {
            faults.isCut = true;
            closeAll();
        });
    }

    /** Ends all connections; new ones work. */
    public Future<Void> reset() {
        return change(this::closeAll);
    }

    /** Lets no byte through in either direction; connections stay, new ones are accepted and get no answer. */
    public Future<Void> blackHole() {
        return change(() -> {
            faults.isBlackHole = true;
            directions.forEach(ProxiedDirection::faultsChanged);
        });
    }

    /** Holds every byte back for this long, in both directions. */
    public Future<Void> delay(Duration delay) {
        return change(() -> faults.delayNanos = delay.toNanos());
    }

    /**
     * Lets this many bytes a second through, in each direction of each connection.
     *
     * @throws IllegalArgumentException if {@code bytesPerSecond} is less than 1: that is a {@link #blackHole()}
     */
    public Future<Void> throttle(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond=" + bytesPerSecond + " must be at least 1");
        }
        return change(() -> faults.bytesPerSecond = bytesPerSecond);
    }

    /** Ends all faults; what a black hole held back arrives. */
    public Future<Void> heal() {
        return change(() -> {
            faults.clear();
            directions.forEach(ProxiedDirection::faultsChanged);
        });
    }

    /** How many connections of clients are open. */
    public Future<Integer> connections() {
        Promise<Integer> count = Promise.promise();
        context.runOnContext(ignored -> count.complete(sockets.size()));
        return count.future();
    }

    /** Stops listening and ends all connections. */
    public Future<Void> close() {
        return change(this::closeAll)
                .compose(ignored -> Future.join(server.close(), client.close()))
                .mapEmpty();
    }

    private Future<Void> change(Runnable change) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> {
            change.run();
            done.complete();
        });
        return done.future();
    }

    private void closeAll() {
        List<NetSocket> open = new ArrayList<>(sockets);
        sockets.clear();
        open.forEach(NetSocket::close);
    }

    private void connected(NetSocket inbound) {
        if (faults.isCut) {
            inbound.close();
            return;
        }
        sockets.add(inbound);
        inbound.pause();
        // Replaced below; until then the other end may go away as well.
        inbound.exceptionHandler(ignored -> {});
        inbound.closeHandler(ignored -> sockets.remove(inbound));
        client.connect(targetPort, targetHost)
                .onSuccess(outbound -> join(inbound, outbound))
                .onFailure(failure -> inbound.close());
    }

    private void join(NetSocket inbound, NetSocket outbound) {
        if (!sockets.contains(inbound)) {
            outbound.close();
            return;
        }
        ProxiedDirection there = new ProxiedDirection(context.owner(), inbound, outbound, faults);
        ProxiedDirection back = new ProxiedDirection(context.owner(), outbound, inbound, faults);
        directions.add(there);
        directions.add(back);
        inbound.closeHandler(ignored -> {
            sockets.remove(inbound);
            directions.remove(there);
            directions.remove(back);
            outbound.close();
        });
        outbound.closeHandler(ignored -> inbound.close());
        there.begin();
        back.begin();
    }
}
