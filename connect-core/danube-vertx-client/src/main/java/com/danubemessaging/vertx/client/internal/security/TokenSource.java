package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where tokens come from. */
interface TokenSource {

    /** Reads the token now. */
    Future<Token> read();

    /** Whether reading is cheap enough to look for changes now and then; otherwise only when it is time. */
    boolean isWatched();

    /** @return null if no token is configured */
    static @Nullable TokenSource of(Vertx vertx, DanubeClientOptions options) {
        String value = options.getToken();
        String file = options.getTokenFile();
        Supplier<Future<String>> supplier = options.getTokenSupplier();
        if (value != null) {
            return source(() -> Future.succeededFuture(Token.of(value, "the option 'token'", Instant.now())), false);
        }
        if (file != null) {
            return source(() -> vertx.executeBlocking(() -> ofFile(file), false), true);
        }
        return supplier == null ? null : source(() -> ofSupplier(supplier), false);
    }

    private static TokenSource source(Supplier<Future<Token>> reader, boolean watched) {
        return new TokenSource() {
            @Override
            public Future<Token> read() {
                return reader.get();
            }

            @Override
            public boolean isWatched() {
                return watched;
            }
        };
    }

    private static Token ofFile(String file) {
        String text = new String(SmallFile.read("the token", file), StandardCharsets.UTF_8);
        return Token.of(text, "the file '" + file + "'", Instant.now());
    }

    /** Whatever a supplier fails with may pass: it usually asks another system. */
    private static Future<Token> ofSupplier(Supplier<Future<String>> supplier) {
        Future<String> answer;
        try {
            answer = supplier.get();
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.transform(outcome -> {
            if (outcome.failed()) {
                return Future.failedFuture(new DanubeException(
                        Kind.TRANSIENT,
                        "The token supplier failed: " + outcome.cause(),
                        null,
                        false,
                        DanubeException.RETRY_FOREVER,
                        outcome.cause()));
            }
            return Future.succeededFuture(Token.of(outcome.result(), "the token supplier", Instant.now()));
        });
    }
}
