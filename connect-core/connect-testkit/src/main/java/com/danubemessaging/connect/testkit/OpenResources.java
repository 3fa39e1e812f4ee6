package com.danubemessaging.connect.testkit;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what Vert.x opens, by listening where a metrics system would: connections, listening servers, event bus
 * handlers. Thread-safe.
 */
final class OpenResources implements VertxMetrics {

    private final Map<Long, String> open = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong();

    /** What is open, a sentence each. */
    List<String> open() {
        return List.copyOf(open.values());
    }

    private Long opened(String what) {
        Long id = nextId.incrementAndGet();
        open.put(id, what + " is still open");
        return id;
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return new EventBusMetrics<Long>() {
            @Override
            public Long handlerRegistered(String address) {
                return opened("the event bus handler at " + address);
            }

            @Override
            public void handlerUnregistered(Long id) {
                open.remove(id);
            }
        };
    }

    @Override
    public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
        return new Connections("the connection to ");
    }

    @Override
    public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
        return new Server(address, "the connection from ");
    }

    @Override
    public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
        return new HttpConnections("the HTTP connection to ");
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        return new HttpServer(address, "the HTTP connection from ");
    }

    private class Connections implements TCPMetrics<Long> {
        private final String prefix;

        Connections(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Long connected(SocketAddress remote, String remoteName) {
            return opened(prefix + remote);
        }

        @Override
        public void disconnected(Long id, SocketAddress remote) {
            open.remove(id);
        }
    }

    private final class HttpConnections extends Connections implements HttpClientMetrics<Void, Void, Long> {
        HttpConnections(String prefix) {
            super(prefix);
        }
    }

    private class Server extends Connections {
        private final Long id;

        Server(SocketAddress address, String prefix) {
            super(prefix);
            id = opened("the server on " + address);
        }

        @Override
        public void close() {
            open.remove(id);
        }
    }

    private final class HttpServer extends Server implements HttpServerMetrics<Void, Void, Long> {
        HttpServer(SocketAddress address, String prefix) {
            super(address, prefix);
        }
    }
}
