package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.security.Gate;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all calls have in common on the wire: who may make them, one request message, its size, its encoding, and how a
 * failure reads.
 */
final class GrpcCalls {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcCalls.class);

    private final GrpcServer server;
    private final Gate gate;

    GrpcCalls(GrpcServer server, Gate gate) {
        this.server = server;
        this.gate = gate;
    }

    /** Serves a call with one reply. */
    <Q, R> void unary(ServiceMethod<Q, R> method, Function<Q, Future<R>> work) {
        accept(method, (request, message) -> {
            GrpcServerResponse<Q, R> response = request.response();
            Liveness liveness = new Liveness(request);
            run(() -> work.apply(message)).onComplete(reply -> {
                if (liveness.isGone()) {
                    return;
                }
                if (reply.succeeded()) {
                    response.end(reply.result());
                } else {
                    fail(response, reply.cause());
                }
            });
        });
    }

    /** Serves a call with a stream of replies; the handler answers through the request. */
    <Q, R> void streaming(ServiceMethod<Q, R> method, BiConsumer<GrpcServerRequest<Q, R>, Q> handler) {
        accept(method, (request, message) -> {
            try {
                handler.accept(request, message);
            } catch (RuntimeException failure) {
                fail(request.response(), failure);
            }
        });
    }

    /** Ends a call that has not answered yet with the status of a failure. */
    static void fail(GrpcServerResponse<?, ?> response, Throwable failure) {
        if (failure instanceof BrokerException refused) {
            end(response, GrpcStatus.valueOf(refused.code().name()), refused.getMessage());
        } else if (failure instanceof StatusException ordered) {
            end(response, ordered.status(), ordered.message());
        } else {
            LOG.error("A call failed inside the embedded broker", failure);
            end(response, GrpcStatus.INTERNAL, "the embedded broker failed: " + failure);
        }
    }

    private <Q, R> void accept(ServiceMethod<Q, R> method, BiConsumer<GrpcServerRequest<Q, R>, Q> handler) {
        server.callHandler(method, request -> {
            String encoding = request.encoding();
            if (encoding != null && !encoding.equals("identity")) {
                end(
                        request.response(),
                        GrpcStatus.UNIMPLEMENTED,
                        "message encoding '" + encoding + "' is not supported");
                return;
            }
            StatusException refusal = gate.refusal(request.headers());
            // A call is answered once its request has ended: a reply in the middle of one would reset the stream.
            RequestMessage<Q> received = new RequestMessage<>();
            request.invalidMessageHandler(tooLarge -> received.tooLarge = true);
            request.handler(message -> received.message = message);
            request.endHandler(end -> {
                Q message = received.message;
                if (refusal != null) {
                    end(request.response(), refusal.status(), refusal.message());
                } else if (received.tooLarge) {
                    end(
                            request.response(),
                            GrpcStatus.OUT_OF_RANGE,
                            "the encoded message is larger than " + BrokerVerticle.MAX_MESSAGE_BYTES + " bytes");
                } else if (message == null) {
                    end(request.response(), GrpcStatus.INTERNAL, "the request has no message");
                } else {
                    handler.accept(request, message);
                }
            });
        });
    }

    private static <R> Future<R> run(Supplier<Future<R>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static void end(GrpcServerResponse<?, ?> response, GrpcStatus status, @Nullable String text) {
        response.status(status)
                .statusMessage(text == null ? status.name() : text)
                .end();
    }

    private static final class RequestMessage<Q> {
        @Nullable
        Q message;

        boolean tooLarge;
    }

    /** Remembers whether the client gave a call up, after which nothing may be written. */
    private static final class Liveness {
        private boolean gone;

        Liveness(GrpcServerRequest<?, ?> request) {
            request.errorHandler(error -> gone = true);
            request.response().exceptionHandler(error -> gone = true);
        }

        boolean isGone() {
            return gone;
        }
    }
}
