package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TopicLocation;
import com.danubemessaging.vertx.client.internal.security.Credentials;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What all parts of one client share: its context, its options, its channels and who hears its warnings. State is
 * confined to the context; {@link #onContext} and {@link #execute} are the ways in from other threads.
 */
final class ClientScope {

    /**
     * Far above what all streams together may hold: one slow stream must not take the others' share of the connection.
     */
    private static final int CONNECTION_WINDOW_BYTES = 512 * 1024 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final Future<Void> anchor;
    private final DanubeClientOptions options;
    private final HttpClientAgent http;
    private final Credentials credentials;
    private final boolean secure;
    private final Map<TopicLocation, Channel> channels = new HashMap<>();
    private final Warnings warnings = new Warnings();

    ClientScope(Vertx vertx, DanubeClientOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.anchor = Future.fromCompletionStage(CompletableFuture.completedFuture(null), context);
        this.options = options;
        this.credentials = new Credentials(vertx, options);
        this.secure = BrokerAddress.parse(options.getServiceUrl()).secure();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                // For connections that are encrypted; whether one is, is decided when it is made.
                .setUseAlpn(true)
                .setTcpNoDelay(true)
                .setConnectTimeout((int) options.getConnectTimeout().toMillis())
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(options.getStreamWindowBytes())));
    }

    Vertx vertx() {
        return vertx;
    }

    DanubeClientOptions options() {
        return options;
    }

    Warnings warnings() {
        return warnings;
    }

    Backoff backoff() {
        return Backoff.of(options.getBackoffBase(), options.getBackoffMax());
    }

    static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    TopicLocation serviceLocation() {
        return TopicLocation.direct(options.getServiceUrl());
    }

    /**
     * The channel to a broker, made at the first use and kept. What started encrypted stays encrypted: an address that
     * a broker answers cannot lead to plain text.
     */
    Channel channel(TopicLocation location) {
        return channels.computeIfAbsent(location, key -> new Channel(vertx, http, key, options, credentials, secure));
    }

    /** Runs a step on the context; its result is delivered there too. What it throws fails the future. */
    <T> Future<T> onContext(Supplier<Future<T>> step) {
        return anchor.compose(v -> step.get());
    }

    /** Runs a step on the context: at once when already there. */
    void execute(Runnable step) {
        anchor.onSuccess(v -> step.run());
    }

    Future<Void> close() {
        channels.values().forEach(Channel::close);
        return credentials.close().compose(v -> http.close());
    }
}
