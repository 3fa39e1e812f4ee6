package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.danubemessaging.connect.source.webhook.auth.Authenticator;
import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import com.danubemessaging.connect.source.webhook.limit.RateLimiter;
import com.danubemessaging.connect.source.webhook.record.Percent;
import com.danubemessaging.connect.source.webhook.record.RecordMapper;
import com.danubemessaging.connect.source.webhook.route.Route;
import com.danubemessaging.connect.source.webhook.route.Routes;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, from its headers to its answer: who sends, how often, where to; the body; Danube; the answer. Everything
 * that was taken for it is given back in {@link #finish}, which happens once. Confined to the connector's context.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Of the time for a request, what is kept for its answer. */
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(100);

    /** A refused body up to this size is read and dropped, so that the connection can be used again. */
    private static final long DROPPED_BYTES = 65_536;

    /** A sender of a larger one gets so much time to see the answer before its connection is closed. */
    private static final long LINGER_MILLIS = 2_000;

    /** RFC 9113, section 8.1: a complete answer before the end of the request, whose rest is not needed. */
    private static final long NO_ERROR = 0x0;

    /** RFC 9113, section 7. */
    private static final long CANCEL = 0x8;

    private final Services services;
    private final HttpServerRequest request;
    private final Instant arrival = Instant.now();
    private final long begun = System.nanoTime();

    private String path = "";
    private Routes.@Nullable Match match;
    private Authenticator auth;
    private Authenticator.Grant grant = Authenticator.Grant.PLAIN;
    private Optional<String> forwardedFor = Optional.empty();
    private final BodyParts parts = new BodyParts();
    private Buffer body = Buffer.buffer();
    private long heldBytes;
    private long timer = -1;
    private boolean isPending;
    private boolean isBodyComplete;
    private boolean isFinished;

    Exchange(Services services, HttpServerRequest request) {
        this.services = services;
        this.request = request;
        this.auth = services.auth();
    }

    void begin() {
        services.guard().requestBegins(request);
        try {
            services.availability().check();
            path = decodedPath();
            match = services.settings().routes().find(path);
            auth = services.authOf(match);
            forwardedFor = services.settings().proxies().forwardedFor(request.headers(), request.remoteAddress());
            auth.checkHeaders(request.headers());
            if (!auth.needsBody()) {
                admit();
            }
            readBody();
        } catch (Refusal refusal) {
            refuse(refusal);
        }
    }

    private String decodedPath() throws Refusal {
        try {
            return Percent.decode(Optional.ofNullable(request.path()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw Refusal.badPath();
        }
    }

    /** Of somebody who may send: is it too often, and is there anything at this path, for this method? */
    private void admit() throws Refusal {
        Routes.Match found = match;
        if (found == null) {
            if (path.equals("/")) {
                throw Refusal.nothingAtTheRoot();
            }
            throw request.method().equals(HttpMethod.POST) ? Refusal.notFound(path) : Refusal.method("POST");
        }
        Route route = found.route();
        RateLimiter limiter = services.limiters().get(route);
        if (limiter != null) {
            String address =
                    forwardedFor.orElseGet(() -> request.remoteAddress().hostAddress());
            RateLimiter.Excess excess = limiter.take(address);
            if (excess != null) {
                throw Refusal.rateLimited(
                        excess.ofAddress() ? "IP: " + address : "endpoint: " + path, excess.retryAfterSeconds());
            }
        }
        if (!route.methods().contains(request.method().name())) {
            throw Refusal.method(String.join(",", new TreeSet<>(route.methods())));
        }
    }

    private void readBody() throws Refusal {
        long most = services.settings().server().maxBody();
        long declared = declaredLength();
        if (declared > most) {
            throw Refusal.tooLarge(declared, most);
        }
        if (!services.pending().enter()) {
            throw tooBusy();
        }
        isPending = true;
        if (declared > 0) {
            if (!services.pending().add(declared)) {
                throw tooBusy();
            }
            heldBytes = declared;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        timer = services.vertx().setTimer(Math.max(1, left().toMillis()), late -> refuse(Refusal.timeout()));
        request.exceptionHandler(gone -> abandon());
        request.handler(this::chunk);
        request.endHandler(end -> bodyComplete());
    }

    private static Refusal tooBusy() {
        return Refusal.unavailable(
                "Too many requests are waiting; send the event again", Availability.RETRY_SOON_SECONDS);
    }

    /** -1 if it is not declared. */
    private long declaredLength() {
        String value = request.getHeader("Content-Length");
        if (value != null) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                return -1;
            }
        }
        return request.headers().contains("Transfer-Encoding") || isHttp2() ? -1 : 0;
    }

    private void chunk(Buffer bytes) {
        if (isFinished) {
            return;
        }
        long size = (long) parts.length() + bytes.length();
        // A declared length is taken from the start: a body of which half fits is better sent elsewhere at once.
        long further = Math.max(0, size - heldBytes);
        if (size > services.settings().server().maxBody()) {
            refuse(Refusal.tooLarge(size, services.settings().server().maxBody()));
        } else if (further > 0 && !services.pending().add(further)) {
            refuse(tooBusy());
        } else {
            heldBytes += further;
            parts.add(bytes);
        }
    }

    private void bodyComplete() {
        isBodyComplete = true;
        if (isFinished) {
            return;
        }
        services.vertx().cancelTimer(timer);
        body = parts.join();
        try {
            Fingerprint event = event();
            Future<Outcome> earlier = event == null ? null : idempotency().find(event);
            if (auth.needsBody()) {
                grant = auth.checkBody(request.headers(), body, earlier != null);
                admit();
            }
            services.availability().check();
            if (earlier == null) {
                publish(event);
            } else {
                earlier.onComplete(end -> answer(end, true));
            }
        } catch (Refusal refusal) {
            refuse(refusal);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** What the event is known by; null if it has no name, or will find no route. */
    private @Nullable Fingerprint event() {
        String name = services.idempotency()
                .map(known -> request.getHeader(known.header()))
                .orElse(null);
        return name == null || match == null ? null : Fingerprint.of(path + '\n' + name);
    }

    private Idempotency idempotency() {
        return services.idempotency().orElseThrow();
    }

    private void publish(@Nullable Fingerprint event) throws Refusal {
        Routes.Match found = match;
        if (found == null) {
            throw Refusal.notFound(path);
        }
        List<SourceRecord> records =
                services.mapper().toRecords(found, path, request.headers(), body, arrival, forwardedFor);
        Future<Outcome> outcome = emit(records);
        (event == null ? outcome : idempotency().remember(event, outcome)).onComplete(end -> answer(end, false));
    }

    private Future<Outcome> emit(List<SourceRecord> records) {
        Duration deadline = left().minus(FOR_THE_ANSWER);
        return services.availability()
                .emitter()
                .emitIfAllFit(records, deadline.isNegative() ? Duration.ZERO : deadline)
                .map(Outcome::of);
    }

    private Duration left() {
        return services.settings().server().timeout().minusNanos(System.nanoTime() - begun);
    }

    private void answer(AsyncResult<Outcome> end, boolean isRepetition) {
        if (end.cause() instanceof RecordTooLargeException tooLarge) {
            refuse(Refusal.tooLarge(tooLarge.payloadBytes(), tooLarge.mostBytes()));
            return;
        }
        if (end.failed()) {
            // The runtime stops for good; it logs why.
            refuse(Availability.stopping());
            return;
        }
        Outcome outcome = end.result();
        if (!outcome.isSettled()) {
            services.availability().notConfirmed();
            refuse(Refusal.unavailable(
                    "Danube has not confirmed "
                            + (outcome.records() == 1
                                    ? "the event"
                                    : outcome.open() + " of " + outcome.records() + " events")
                            + " in time; send the request again",
                    Availability.RETRY_OUTAGE_SECONDS));
            return;
        }
        services.availability().confirmed();
        accept(outcome, isRepetition);
    }

    private void accept(Outcome outcome, boolean isRepetition) {
        if (finish(true)) {
            services.metrics().accepted(isRepetition);
            JsonObject answer = new JsonObject().put("endpoint", path).put("status", "accepted");
            Routes.Match found = match;
            if (found != null) {
                answer.put("topic", found.route().target().topic());
            }
            if (outcome.records() > 1) {
                answer.put("events", outcome.records());
            }
            if (outcome.deadLettered() > 0) {
                answer.put("dead_lettered", outcome.deadLettered());
            }
            if (outcome.skipped() > 0) {
                answer.put("skipped", outcome.skipped());
            }
            if (isRepetition) {
                answer.put("repeated", true);
            }
            request.response()
                    .setStatusCode(200)
                    .putHeader("Content-Type", "application/json")
                    .end(answer.encode());
        }
    }

    private void refuse(Refusal refusal) {
        if (!finish(false)) {
            return;
        }
        services.metrics().refused(refusal.kind());
        HttpServerResponse response = request.response().setStatusCode(refusal.status());
        refusal.headers().forEach(response::putHeader);
        boolean isCutOff = !isBodyComplete && mayBeLong();
        if (isCutOff && !isHttp2()) {
            response.putHeader("Connection", "close");
        }
        String text = refusal.body(RecordMapper.rfc3339(arrival));
        Future<Void> sent = text.isEmpty()
                ? response.end()
                : response.putHeader("Content-Type", refusal.contentType()).end(text);
        if (isCutOff) {
            cutOff(sent);
        }
    }

    private boolean isHttp2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Ends the upload of a body that nobody wants: of HTTP/2 the stream alone, else the connection after a while. */
    private void cutOff(Future<Void> sent) {
        if (isHttp2()) {
            // At the latest when the sender has had time to take the answer: it may not let it through.
            sent.onComplete(answered -> request.response().reset(NO_ERROR));
            services.vertx().setTimer(LINGER_MILLIS, over -> request.response().reset(CANCEL));
        } else {
            request.handler(dropped -> {});
            services.vertx()
                    .setTimer(LINGER_MILLIS, over -> request.connection().close());
        }
    }

    private boolean mayBeLong() {
        long declared = declaredLength();
        return declared < 0 || declared > DROPPED_BYTES || isPending;
    }

    /** The sender is gone, or the bytes were no HTTP. */
    private void abandon() {
        if (finish(false)) {
            services.metrics().abandoned();
        }
    }

    /** Something unexpected; says whether the answer is still to be given. */
    void fail(Throwable cause) {
        if (finish(false)) {
            services.metrics().failed();
            LOG.atError().addKeyValue("path", path).setCause(cause).log("a request failed unexpectedly");
            if (!request.response().ended()) {
                request.response().setStatusCode(500).end();
            }
        }
    }

    /** Gives back what was taken; false if that has happened. */
    private boolean finish(boolean isTaken) {
        if (isFinished) {
            return false;
        }
        isFinished = true;
        parts.drop();
        services.guard().requestEnds(request);
        if (isPending) {
            services.vertx().cancelTimer(timer);
            services.pending().leave(heldBytes);
        }
        if (!isTaken) {
            grant.withdraw();
        }
        return true;
    }
}
