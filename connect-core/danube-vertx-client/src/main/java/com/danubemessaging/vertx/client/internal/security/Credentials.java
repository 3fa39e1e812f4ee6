package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one client trusts and shows. A connection waits for {@link #ready}, so that every call on it finds a token
 * without waiting. Confined to the client's context.
 */
public final class Credentials {

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final long checkMillis;
    private final boolean hasFiles;
    private final Reloaded<TlsMaterial> tls;
    private final @Nullable TokenSource tokenSource;
    private final @Nullable Reloaded<Token> token;
    private long timer = NO_TIMER;
    private boolean stale;
    private boolean accepted;
    private boolean closed;

    /** Reads nothing yet. */
    public Credentials(Vertx vertx, DanubeClientOptions options) {
        this.vertx = vertx;
        this.checkMillis = options.getCredentialsCheckInterval().toMillis();
        TlsOptions files = new TlsOptions(options.getTls());
        this.hasFiles = files.getCaFile() != null || files.getCertificateFile() != null || files.getKeyFile() != null;
        this.tls = new Reloaded<>(
                "The certificates for connections to Danube",
                () -> hasFiles
                        ? vertx.executeBlocking(() -> TlsMaterial.read(vertx, files), false)
                        : Future.succeededFuture(TlsMaterial.NONE));
        TokenSource source = TokenSource.of(vertx, options);
        this.tokenSource = source;
        this.token = source == null ? null : new Reloaded<>("The token for Danube", source::read);
    }

    /**
     * Completes when everything that a connection needs has been read once.
     *
     * @param encrypted whether the connection is to be encrypted
     * @return fails with a {@link com.danubemessaging.vertx.client.DanubeException}; asking again reads again
     */
    public Future<Void> ready(boolean encrypted) {
        watch();
        Future<?> first = encrypted ? material() : Future.succeededFuture();
        Reloaded<Token> shown = token;
        return first.compose(
                v -> shown == null ? Future.succeededFuture() : shown.get().mapEmpty());
    }

    private Future<TlsMaterial> material() {
        boolean again = stale;
        stale = false;
        return again ? tls.read() : tls.get();
    }

    /** For a new encrypted connection; only after {@link #ready}. */
    public ClientSSLOptions tlsOptions() {
        TlsMaterial material = tls.value();
        if (material == null) {
            throw new IllegalStateException("the certificates have not been read");
        }
        return material.options();
    }

    /** The {@code authorization} header for a call that begins now; null if no token is configured. */
    public @Nullable String authorization() {
        Token current = current();
        return current == null ? null : current.header();
    }

    private @Nullable Token current() {
        return token == null ? null : token.value();
    }

    /**
     * A broker refused a token: asks its source again, unless that has happened since.
     *
     * @param refused the header that was refused
     * @return whether there is another token now; never fails
     */
    public Future<Boolean> renew(@Nullable String refused) {
        Reloaded<Token> source = token;
        if (source == null || refused == null) {
            return Future.succeededFuture(false);
        }
        if (!refused.equals(authorization())) {
            return Future.succeededFuture(true);
        }
        Promise<Boolean> answered = Promise.promise();
        source.read()
                .onComplete(
                        fresh -> answered.complete(!refused.equals(fresh.header())),
                        failure -> answered.complete(false));
        return answered.future();
    }

    /** A broker answered a call, and not that it does not know the caller. */
    public void accepted() {
        accepted = true;
    }

    /** Whether that ever happened. */
    public boolean wereAccepted() {
        return accepted;
    }

    /** What a person should know when a broker refused a call for want of a valid token. */
    public String whyRefused() {
        Token current = current();
        return current == null
                ? "the broker asks for a token and none is configured"
                : current.whyRefused(Instant.now());
    }

    /** A connection was refused for its certificates: the next attempt looks at the files first. */
    public void handshakeRefused() {
        stale = hasFiles;
    }

    private void watch() {
        TokenSource source = tokenSource;
        if (timer == NO_TIMER && !closed && (hasFiles || source != null)) {
            timer = vertx.setPeriodic(checkMillis, id -> look());
        }
    }

    private void look() {
        if (hasFiles && tls.value() != null) {
            tls.read();
        }
        TokenSource source = tokenSource;
        Reloaded<Token> shown = token;
        Token current = current();
        if (source != null
                && shown != null
                && current != null
                && (source.isWatched() || current.isDueForRenewal(Instant.now()))) {
            shown.read();
        }
    }

    /**
     * Looks at nothing any more.
     *
     * @return completes when files that are being read have been read, which a Vertx that is closed next would not wait
     *     for; never fails, and takes a second at most
     */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        Reloaded<Token> shown = token;
        Future<Void> last = tls.idle().compose(v -> shown == null ? Future.succeededFuture() : shown.idle());
        return last.isComplete() ? last : last.timeout(1, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
