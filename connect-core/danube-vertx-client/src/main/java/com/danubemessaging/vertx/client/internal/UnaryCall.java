package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;

/**
 * One unary gRPC call on plain HTTP/2: one HEADERS frame, one DATA frame that ends the stream, one answer.
 *
 * <p>It has a timer of its own, which runs from the start and ends the call whatever the transport does: a server that
 * sends headers and falls silent, a connection that is never established, a stream that is never created. Status and
 * text are taken from the headers of an answer without a body or from the trailers. Confined to its context.
 */
final class UnaryCall<T> implements Link.Passenger {

    /** HTTP/2: CANCEL (RFC 9113, section 7). */
    static final long CANCEL = 8;

    private final Channel channel;
    private final RpcMethod<T> method;
    private final Buffer frame;
    private final String topic;
    private final long timeoutMillis;
    private final Promise<T> promise = Promise.promise();
    private final Deframer deframer = new Deframer();
    private long timer;
    private boolean done;
    private boolean sent;
    private boolean renewed;
    private @Nullable String authorization;
    private @Nullable Link link;
    private @Nullable HttpClientRequest request;
    private @Nullable Buffer answer;

    UnaryCall(Channel channel, RpcMethod<T> method, Buffer frame, String topic, long timeoutMillis) {
        this.channel = channel;
        this.method = method;
        this.frame = frame;
        this.topic = topic;
        this.timeoutMillis = timeoutMillis;
    }

    /** @return fails with a {@link DanubeException}, always */
    Future<T> start() {
        timer = channel.vertx().setTimer(timeoutMillis, id -> timedOut());
        channel.link().onComplete(this::board, this::broken);
        return promise.future();
    }

    private void board(Link established) {
        if (done) {
            return;
        }
        if (!established.board(this)) {
            broken(new IllegalStateException("the connection was closed"));
            return;
        }
        link = established;
        established.open(channel.request(method.path(), method.routed())).onComplete(this::send, this::broken);
    }

    private void send(HttpClientRequest opened) {
        if (done) {
            opened.reset(CANCEL);
            return;
        }
        request = opened;
        opened.exceptionHandler(failure -> broken(opened, failure));
        authorization = channel.credentials().authorization();
        if (authorization != null) {
            opened.putHeader("authorization", authorization);
        }
        opened.response().onComplete(this::receive, failure -> broken(opened, failure));
        sent = true;
        opened.end(frame);
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(failure -> broken(response.request(), failure));
        GrpcStatus early = GrpcText.status(response.headers());
        if (early != null) {
            finish(early, response.headers());
        } else if (response.statusCode() != 200) {
            finish(
                    StatusMapping.ofHttpStatus(response.statusCode()),
                    MultiMap.caseInsensitiveMultiMap().add(GrpcText.MESSAGE, "HTTP status " + response.statusCode()));
        } else {
            response.handler(this::read);
            response.endHandler(v -> {
                GrpcStatus status = GrpcText.status(response.trailers());
                if (status == null) {
                    fail(StatusMapping.malformed(method.operation(), topic, "it carries no status"));
                } else {
                    finish(status, response.trailers());
                }
            });
        }
    }

    private void read(Buffer chunk) {
        if (done) {
            return;
        }
        try {
            deframer.push(chunk);
            Buffer message = deframer.poll();
            if (message != null && answer != null) {
                throw new IllegalArgumentException("more than one message");
            }
            answer = message == null ? answer : message;
        } catch (IllegalArgumentException e) {
            fail(StatusMapping.malformed(method.operation(), topic, String.valueOf(e.getMessage())));
            cancel();
        }
    }

    private void finish(GrpcStatus status, MultiMap fields) {
        if (status == GrpcStatus.UNAUTHENTICATED) {
            unauthenticated(GrpcText.message(fields));
            return;
        }
        channel.credentials().accepted();
        if (status != GrpcStatus.OK) {
            fail(StatusMapping.answered(method.operation(), topic, status, GrpcText.message(fields)));
        } else if (answer == null) {
            fail(StatusMapping.malformed(method.operation(), topic, "OK without a message"));
        } else {
            try {
                T parsed = method.parser().parseFrom(answer.getBytes());
                if (end()) {
                    promise.complete(parsed);
                }
            } catch (InvalidProtocolBufferException e) {
                fail(StatusMapping.malformed(method.operation(), topic, String.valueOf(e.getMessage())));
            }
        }
    }

    /** The broker looked at nothing but the token: with another one the same call may go out again, once. */
    private void unauthenticated(String text) {
        Link carrier = link;
        if (renewed || done || carrier == null) {
            refuse(text);
            return;
        }
        renewed = true;
        request = null;
        channel.credentials().renew(authorization).onSuccess(another -> {
            if (done) {
                return;
            }
            if (another) {
                sent = false;
                carrier.open(channel.request(method.path(), method.routed())).onComplete(this::send, this::broken);
            } else {
                refuse(text);
            }
        });
    }

    private void refuse(String text) {
        fail(StatusMapping.unauthenticated(
                method.operation(),
                topic,
                text,
                channel.credentials().whyRefused(),
                channel.credentials().wereAccepted()));
    }

    private void timedOut() {
        Link carrier = link;
        fail(StatusMapping.timedOut(method.operation(), topic, timeoutMillis, sent));
        cancel();
        if (carrier != null) {
            carrier.ping();
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        broken(cause);
    }

    /** What happens to a request that was refused for its token is of no interest once another is under way. */
    private void broken(HttpClientRequest carrier, Throwable cause) {
        if (request == carrier) {
            broken(cause);
        }
    }

    private void broken(Throwable cause) {
        fail(
                cause instanceof DanubeException known
                        ? StatusMapping.notConnected(method.operation(), topic, known, channel.wasConnected())
                        : StatusMapping.broken(method.operation(), topic, cause, sent));
    }

    private void fail(DanubeException failure) {
        if (end()) {
            promise.fail(failure);
        }
    }

    private boolean end() {
        if (done) {
            return false;
        }
        done = true;
        channel.vertx().cancelTimer(timer);
        if (link != null) {
            link.leave(this);
        }
        return true;
    }

    private void cancel() {
        if (request != null) {
            request.reset(CANCEL);
        }
    }
}
