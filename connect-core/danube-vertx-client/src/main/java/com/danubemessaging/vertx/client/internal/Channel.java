package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.TopicLocation;
import com.danubemessaging.vertx.client.internal.security.Credentials;
import com.danubemessaging.vertx.client.internal.security.TlsFailures;
import com.google.protobuf.MessageLite;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way to one broker: at most one connection, opened when needed and opened again when lost. Confined to its
 * context.
 */
final class Channel {

    private final Vertx vertx;
    private final HttpClientAgent http;
    private final TopicLocation location;
    private final DanubeClientOptions options;
    private final Credentials credentials;
    private final BrokerAddress address;
    private final boolean secure;
    private final Map<String, RequestOptions> requests = new HashMap<>();
    private final Set<Runnable> lossListeners = new LinkedHashSet<>();
    private @Nullable Promise<Link> current;
    private @Nullable Link live;
    private boolean wasConnected;
    private boolean closed;

    /**
     * @param alwaysSecure whether connections are encrypted even if the location's URL does not say so
     * @throws DanubeException of kind CONFIGURATION if the location's URL cannot be dialled
     */
    Channel(
            Vertx vertx,
            HttpClientAgent http,
            TopicLocation location,
            DanubeClientOptions options,
            Credentials credentials,
            boolean alwaysSecure) {
        this.address = BrokerAddress.parse(location.connectUrl());
        this.vertx = vertx;
        this.http = http;
        this.location = location;
        this.options = options;
        this.credentials = credentials;
        this.secure = alwaysSecure || address.secure();
    }

    TopicLocation location() {
        return location;
    }

    Vertx vertx() {
        return vertx;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Makes one call; see {@link UnaryCall}. */
    <T> Future<T> call(RpcMethod<T> method, MessageLite request, String topic) {
        int size = request.getSerializedSize();
        Buffer frame = Buffer.buffer(SendFrame.HEAD_BYTES + size)
                .appendByte((byte) 0)
                .appendInt(size)
                .appendBytes(request.toByteArray());
        return call(method, frame, topic);
    }

    /** Makes one call with a request that is framed already. */
    <T> Future<T> call(RpcMethod<T> method, Buffer frame, String topic) {
        return new UnaryCall<>(
                        this, method, frame, topic, options.getRequestTimeout().toMillis())
                .start();
    }

    /** Time for an answer in milliseconds. */
    long requestTimeoutMillis() {
        return options.getRequestTimeout().toMillis();
    }

    /** The live connection, a new one if there is none. */
    Future<Link> link() {
        if (closed) {
            return Future.failedFuture(closedFailure());
        }
        Promise<Link> known = current;
        return known == null ? connect() : known.future();
    }

    private Future<Link> connect() {
        Promise<Link> promise = Promise.promise();
        current = promise;
        dial().onComplete(connected -> {
            if (connected.succeeded()) {
                established(promise, connected.result());
            } else {
                forget(promise);
                promise.tryFail(connected.cause());
            }
        });
        return promise.future();
    }

    private Future<HttpClientConnection> dial() {
        return credentials
                .ready(secure)
                .compose(v -> {
                    // Vert.x closes the HTTP client with the verticle that made it, and a closed one throws.
                    return inTime(http.connect(target()));
                })
                .compose(this::onlyHttp2)
                .recover(failure -> Future.failedFuture(explained(failure)));
    }

    /** Vert.x's own timeout ends with TCP; what is swallowed from then on would be waited for as long as TCP tries. */
    private Future<HttpClientConnection> inTime(Future<HttpClientConnection> connecting) {
        long millis = options.getConnectTimeout().toMillis();
        return connecting.timeout(millis, TimeUnit.MILLISECONDS).recover(failure -> {
            if (failure instanceof TimeoutException) {
                connecting.onSuccess(HttpClientConnection::close);
                return Future.failedFuture(new DanubeException(
                        Kind.TRANSIENT,
                        "No connection to " + url() + ": the other side did not begin HTTP/2 within " + millis + " ms",
                        null,
                        false,
                        DanubeException.RETRY_FOREVER,
                        failure));
            }
            return Future.failedFuture(failure);
        });
    }

    private HttpConnectOptions target() {
        HttpConnectOptions target = new HttpConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(secure)
                .setConnectTimeout(options.getConnectTimeout().toMillis());
        return secure ? target.setSslOptions(credentials.tlsOptions()) : target;
    }

    /** A TLS server that does not know HTTP/2 is no broker; without ALPN the connection would be HTTP/1.1. */
    private Future<HttpClientConnection> onlyHttp2(HttpClientConnection connection) {
        if (isHttp2(connection)) {
            return Future.succeededFuture(connection);
        }
        connection.close();
        return Future.failedFuture(new DanubeException(
                Kind.CONFIGURATION,
                "No encrypted connection to " + url() + ": the other side does not offer HTTP/2 (ALPN h2)"));
    }

    private static boolean isHttp2(HttpClientConnection connection) {
        try {
            return connection.remoteSettings() != null;
        } catch (UnsupportedOperationException onlyHttp2HasSettings) {
            return false;
        }
    }

    private Throwable explained(Throwable failure) {
        if (failure instanceof VertxException || isNoHttp2(failure)) {
            return cutOff(failure);
        }
        DanubeException refused = secure ? TlsFailures.explain(url(), failure) : null;
        if (refused == null) {
            return failure;
        }
        credentials.handshakeRefused();
        return refused;
    }

    /** What Netty says when the first bytes are something else: a TLS alert, for example. */
    private static boolean isNoHttp2(Throwable failure) {
        String text = failure.getMessage();
        return text != null && text.startsWith("First received frame was not SETTINGS");
    }

    /** TCP and perhaps TLS went well, and then the other side left, or began something else than HTTP/2. */
    private DanubeException cutOff(Throwable failure) {
        return new DanubeException(
                Kind.TRANSIENT,
                "No connection to " + url() + ": the other side does not begin HTTP/2; "
                        + (secure
                                ? "it may ask for a client certificate that it accepts"
                                : "if it speaks TLS, use an https:// address"),
                null,
                false,
                DanubeException.RETRY_FOREVER,
                failure);
    }

    private String url() {
        return (secure ? "https://" : "http://") + address.authority();
    }

    private void established(Promise<Link> promise, HttpClientConnection connection) {
        if (closed) {
            connection.close();
            return;
        }
        SharedFlush.on(connection);
        Link link = new Link(
                vertx,
                connection,
                options.getKeepAliveInterval(),
                options.getKeepAliveTimeout(),
                () -> forget(promise),
                () -> lost(promise));
        live = link;
        wasConnected = true;
        promise.complete(link);
    }

    private void forget(Promise<Link> promise) {
        if (current == promise) {
            current = null;
            live = null;
        }
    }

    private void lost(Promise<Link> promise) {
        forget(promise);
        List.copyOf(lossListeners).forEach(Runnable::run);
    }

    /** Whether there ever was a connection. */
    boolean wasConnected() {
        return wasConnected;
    }

    /** Called each time the connection is lost, until removed. */
    void addLossListener(Runnable listener) {
        lossListeners.add(listener);
    }

    void removeLossListener(Runnable listener) {
        lossListeners.remove(listener);
    }

    /** The request head for a method, made once. */
    RequestOptions request(String path, boolean routed) {
        return requests.computeIfAbsent(path, key -> {
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setURI(path)
                    .putHeader("content-type", "application/grpc")
                    .putHeader("te", "trailers");
            if (routed && location.proxy()) {
                request.putHeader("x-danube-broker-url", location.brokerUrl());
            }
            return request;
        });
    }

    /** Fails everything pending with CLOSED and opens no connection any more. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        lossListeners.clear();
        Promise<Link> pending = current;
        Link link = live;
        if (link != null) {
            link.close(closedFailure());
        } else if (pending != null) {
            pending.tryFail(closedFailure());
        }
    }

    private DanubeException closedFailure() {
        return new DanubeException(Kind.CLOSED, "The client was closed; it was connected to " + location.connectUrl());
    }
}
