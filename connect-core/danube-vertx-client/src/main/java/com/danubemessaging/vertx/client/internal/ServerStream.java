package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;

/**
 * One server-streaming gRPC call on plain HTTP/2.
 *
 * <p>Messages are delivered as long as the {@link Demand} is open; without demand the HTTP stream is paused, so that at
 * most its window waits in memory and the broker feels the rest. The answer's headers have a deadline, the stream
 * itself has none. Confined to its context.
 */
final class ServerStream implements Link.Passenger {

    /** Who reads the stream. Exactly one {@code ended} follows, unless {@link ServerStream#cancel} comes first. */
    interface Reader {
        /** The broker accepted the stream; messages follow. */
        void opened();

        /** One message; the buffer belongs to the reader. */
        void message(Buffer message);

        /** @param failure null if the broker ended the stream in good order */
        void ended(@Nullable DanubeException failure);
    }

    private final Channel channel;
    private final Buffer frame;
    private final String topic;
    private final Demand demand;
    private final Reader reader;
    private final Deframer deframer = new Deframer();
    private long openTimer;
    private boolean done;
    private boolean delivering;
    private boolean flowing;
    private boolean renewed;
    private @Nullable String authorization;
    private @Nullable Link link;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    ServerStream(Channel channel, Buffer frame, String topic, Demand demand, Reader reader) {
        this.channel = channel;
        this.frame = frame;
        this.topic = topic;
        this.demand = demand;
        this.reader = reader;
    }

    void open() {
        openTimer = channel.vertx().setTimer(channel.requestTimeoutMillis(), id -> notOpened());
        channel.link().onComplete(this::board, this::broken);
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
        established.open(channel.request(RpcMethod.RECEIVE_PATH, true)).onComplete(this::send, this::broken);
    }

    private void send(HttpClientRequest opened) {
        if (done) {
            opened.reset(UnaryCall.CANCEL);
            return;
        }
        request = opened;
        opened.exceptionHandler(failure -> broken(opened, failure));
        authorization = channel.credentials().authorization();
        if (authorization != null) {
            opened.putHeader("authorization", authorization);
        }
        opened.response().onComplete(this::receive, failure -> broken(opened, failure));
        opened.end(frame);
    }

    private void receive(HttpClientResponse answered) {
        if (done) {
            return;
        }
        answered.exceptionHandler(failure -> broken(answered.request(), failure));
        GrpcStatus early = GrpcText.status(answered.headers());
        if (early == GrpcStatus.UNAUTHENTICATED) {
            unauthenticated(GrpcText.message(answered.headers()));
            return;
        }
        channel.vertx().cancelTimer(openTimer);
        if (early != null) {
            end(failureOf(early, GrpcText.message(answered.headers())));
        } else if (answered.statusCode() != 200) {
            end(failureOf(StatusMapping.ofHttpStatus(answered.statusCode()), "HTTP status " + answered.statusCode()));
        } else {
            response = answered;
            answered.pause();
            answered.handler(this::read);
            answered.endHandler(v -> {
                GrpcStatus status = GrpcText.status(answered.trailers());
                end(
                        status == null
                                ? StatusMapping.malformed(Operation.RECEIVE, topic, "it carries no status")
                                : failureOf(status, GrpcText.message(answered.trailers())));
            });
            reader.opened();
            deliver();
        }
    }

    /** See {@link UnaryCall}: another token, another try, once. */
    private void unauthenticated(String text) {
        Link carrier = link;
        if (renewed || carrier == null) {
            end(refused(text));
            return;
        }
        renewed = true;
        request = null;
        channel.credentials().renew(authorization).onSuccess(another -> {
            if (done) {
                return;
            }
            if (another) {
                carrier.open(channel.request(RpcMethod.RECEIVE_PATH, true)).onComplete(this::send, this::broken);
            } else {
                end(refused(text));
            }
        });
    }

    private DanubeException refused(String text) {
        return StatusMapping.unauthenticated(
                Operation.RECEIVE,
                topic,
                text,
                channel.credentials().whyRefused(),
                channel.credentials().wereAccepted());
    }

    private @Nullable DanubeException failureOf(GrpcStatus status, String text) {
        return status == GrpcStatus.OK ? null : StatusMapping.answered(Operation.RECEIVE, topic, status, text);
    }

    private void read(Buffer chunk) {
        deframer.push(chunk);
        deliver();
    }

    /** Delivers what is there and wanted; to be called after demand was added. */
    void deliver() {
        HttpClientResponse source = response;
        if (source == null || delivering) {
            return;
        }
        delivering = true;
        try {
            while (!done && demand.isOpen()) {
                Buffer message = deframer.poll();
                if (message == null) {
                    break;
                }
                demand.take();
                reader.message(message);
            }
        } catch (IllegalArgumentException e) {
            end(StatusMapping.malformed(Operation.RECEIVE, topic, String.valueOf(e.getMessage())));
            reset();
        } finally {
            delivering = false;
        }
        if (!done && flowing != demand.isOpen()) {
            flowing = demand.isOpen();
            if (flowing) {
                source.resume();
            } else {
                source.pause();
            }
        }
    }

    /** Ends the stream from this side; the reader hears nothing more. */
    void cancel() {
        if (finish()) {
            reset();
        }
    }

    private void notOpened() {
        end(StatusMapping.timedOut(Operation.RECEIVE, topic, channel.requestTimeoutMillis(), request != null));
        reset();
    }

    @Override
    public void connectionLost(Throwable cause) {
        broken(cause);
    }

    private void broken(HttpClientRequest carrier, Throwable cause) {
        if (request == carrier) {
            broken(cause);
        }
    }

    private void broken(Throwable cause) {
        end(
                cause instanceof DanubeException known
                        ? StatusMapping.notConnected(Operation.RECEIVE, topic, known, channel.wasConnected())
                        : StatusMapping.broken(Operation.RECEIVE, topic, cause, true));
    }

    private void end(@Nullable DanubeException failure) {
        if (finish()) {
            reader.ended(failure);
        }
    }

    private boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        channel.vertx().cancelTimer(openTimer);
        if (link != null) {
            link.leave(this);
        }
        return true;
    }

    private void reset() {
        if (request != null) {
            request.reset(UnaryCall.CANCEL);
        }
    }
}
