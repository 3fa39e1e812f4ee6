package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.TopicLocation;
import com.google.protobuf.MessageLite;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
    private final RequestDecorator decorator;
    private final HttpConnectOptions target;
    private final Map<String, RequestOptions> requests = new HashMap<>();
    private final Set<Runnable> lossListeners = new LinkedHashSet<>();
    private @Nullable Promise<Link> current;
    private @Nullable Link live;
    private boolean closed;

    /** @throws DanubeException of kind CONFIGURATION if the location's URL cannot be dialled */
    Channel(
            Vertx vertx,
            HttpClientAgent http,
            TopicLocation location,
            DanubeClientOptions options,
            RequestDecorator decorator) {
        BrokerAddress address = BrokerAddress.parse(location.connectUrl());
        this.vertx = vertx;
        this.http = http;
        this.location = location;
        this.options = options;
        this.decorator = decorator;
        this.target = new HttpConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setConnectTimeout(options.getConnectTimeout().toMillis());
    }

    TopicLocation location() {
        return location;
    }

    Vertx vertx() {
        return vertx;
    }

    RequestDecorator decorator() {
        return decorator;
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
        try {
            return http.connect(target);
        } catch (IllegalStateException e) {
            // Vert.x closes the HTTP client with the verticle that made it, and a closed one throws.
            return Future.failedFuture(e);
        }
    }

    private void established(Promise<Link> promise, HttpClientConnection connection) {
        if (closed) {
            connection.close();
            return;
        }
        Link link = new Link(
                vertx,
                connection,
                options.getKeepAliveInterval(),
                options.getKeepAliveTimeout(),
                () -> forget(promise),
                () -> lost(promise));
        live = link;
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
