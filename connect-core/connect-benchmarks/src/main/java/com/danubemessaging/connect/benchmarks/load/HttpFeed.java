package com.danubemessaging.connect.benchmarks.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Senders of HTTP/1.1 requests over {@value #CONNECTIONS} connections that are kept, one request at a time on each. The
 * bytes are written and read by hand, so that the feed takes little of a small machine for itself. For one run. Its
 * methods may be called from any thread.
 */
public final class HttpFeed {

    /** Where requests go to. */
    public static final String PATH = "/fleet";

    private static final int CONNECTIONS = 32;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 ";
    private static final String LENGTH = "content-length:";

    private final NetClient client;
    private final Context context;
    private final Stamped stamped;
    private final Buffer head;
    private long unsent;
    private boolean isClosed;
    private volatile @Nullable String failure;

    /** @param payloadBytes bytes of each body */
    public HttpFeed(Vertx vertx, int payloadBytes) {
        this.client = vertx.createNetClient();
        this.context = vertx.getOrCreateContext();
        this.stamped = new Stamped(payloadBytes);
        this.head = Buffer.buffer("POST " + PATH
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + payloadBytes
                + END_OF_HEAD);
    }

    /** Sends so many requests, as fast as they are answered; fails if nobody listens. */
    public Future<Void> flood(int port, long requests) {
        Promise<Void> connected = Promise.promise();
        context.runOnContext(ignored -> {
            unsent = requests;
            Future.all(IntStream.range(0, CONNECTIONS)
                            .mapToObj(i -> client.connect(port, "127.0.0.1").onSuccess(this::connected))
                            .toList())
                    .<Void>mapEmpty()
                    .onComplete(connected);
        });
        return connected.future();
    }

    private void connected(NetSocket socket) {
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ended -> {
            if (!isClosed) {
                failure = "a connection was ended by the server";
            }
        });
        new Sender(socket).send();
    }

    /** @throws IllegalStateException if a request was not answered 200, or a connection has ended */
    public void requireWell() {
        String what = failure;
        if (what != null) {
            throw new IllegalStateException(what);
        }
    }

    /** Ends the connections. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(ignored -> {
            isClosed = true;
            client.close().onComplete(closed);
        });
        return closed.future();
    }

    /** One connection. */
    private final class Sender {

        private final NetSocket socket;
        private final RecordParser answers;
        private boolean isInBody;

        Sender(NetSocket socket) {
            this.socket = socket;
            this.answers = RecordParser.newDelimited(END_OF_HEAD, this::received);
            socket.handler(answers);
        }

        void send() {
            if (unsent > 0) {
                unsent--;
                Buffer body = stamped.now();
                socket.write(Buffer.buffer(head.length() + body.length())
                        .appendBuffer(head)
                        .appendBuffer(body));
            }
        }

        private void received(Buffer part) {
            int length = isInBody ? 0 : lengthOfBody(part.toString(StandardCharsets.US_ASCII));
            isInBody = length > 0;
            if (isInBody) {
                answers.fixedSizeMode(length);
            } else {
                answers.delimitedMode(END_OF_HEAD);
                send();
            }
        }

        private int lengthOfBody(String answer) {
            if (!answer.startsWith(OK)) {
                failure = "a request was answered: " + answer;
            }
            return answer.lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith(LENGTH))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring(LENGTH.length()).trim()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
