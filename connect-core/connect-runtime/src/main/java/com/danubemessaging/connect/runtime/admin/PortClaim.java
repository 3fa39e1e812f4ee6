package com.danubemessaging.connect.runtime.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port for one listener only. Two HTTP servers of one Vert.x that listen on one port share it silently, each getting
 * every other connection, so that the metrics of one connector would alternate with another's; this makes the second
 * one fail as a second process does. Thread-safe.
 */
final class PortClaim {

    private static final String MAP = "danube.connect.ports";

    private final LocalMap<Integer, Boolean> claims;
    private final int port;

    private PortClaim(LocalMap<Integer, Boolean> claims, int port) {
        this.claims = claims;
        this.port = port;
    }

    /** Fails with a {@link BindException} if the port is taken, by whomever. Port 0 is never taken. */
    static Future<PortClaim> take(Vertx vertx, int port) {
        LocalMap<Integer, Boolean> claims = vertx.sharedData().getLocalMap(MAP);
        PortClaim claim = new PortClaim(claims, port);
        if (port == 0) {
            return Future.succeededFuture(claim);
        }
        if (claims.putIfAbsent(port, true) != null) {
            return Future.failedFuture(new BindException("another connector of this process uses it"));
        }
        return vertx.<Void>executeBlocking(() -> {
                    probe(port);
                    return null;
                })
                .onFailure(ignored -> claim.release())
                .map(claim);
    }

    /** Also finds a server of the host application, which Vert.x would share the port with. */
    private static void probe(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("0.0.0.0", port));
        }
    }

    void release() {
        if (port != 0) {
            claims.remove(port);
        }
    }
}
