package com.danubemessaging.connect.benchmarks.bare;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

/** gRPC by hand over one HTTP/2 connection: one buffer a request, the status read from the trailers, nothing else. */
final class RawBroker {

    /** gRPC: one byte compressed-flag, four bytes length. */
    static final int HEAD_BYTES = 5;

    private static final String STATUS = "grpc-status";
    private static final int MEBIBYTE = 1 << 20;

    /** Only held: a client that nobody refers to is closed, with its connections, when it is collected. */
    @SuppressWarnings("UnusedVariable")
    private final HttpClientAgent client;

    private final HttpClientConnection connection;

    private RawBroker(HttpClientAgent client, HttpClientConnection connection) {
        this.client = client;
        this.connection = connection;
    }

    static Future<RawBroker> connect(Vertx vertx, int port) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(MEBIBYTE)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(MEBIBYTE));
        HttpClientAgent client = vertx.createHttpClient(options);
        return client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(port))
                .map(connection -> new RawBroker(client, connection));
    }

    /** What every call of one method has in common; made once. */
    static RequestOptions method(String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add(HttpHeaders.CONTENT_TYPE, "application/grpc")
                        .add("te", "trailers"));
    }

    static Buffer frame(MessageLite message) {
        byte[] bytes = message.toByteArray();
        return Buffer.buffer(HEAD_BYTES + bytes.length)
                .appendByte((byte) 0)
                .appendInt(bytes.length)
                .appendBytes(bytes);
    }

    /** One call, its answer parsed. */
    <T> Future<T> call(String path, MessageLite request, Parser<T> parser) {
        return call(method(path), frame(request)).map(answer -> parse(parser, answer));
    }

    /** One call; the answer is the framed message. */
    Future<Buffer> call(RequestOptions method, Buffer frame) {
        return connection
                .request(method)
                .compose(request -> request.send(frame))
                .compose(response -> response.body().map(body -> {
                    requireOk(response);
                    return body;
                }));
    }

    /** A call whose answer never ends; {@code chunks} gets it as it arrives. */
    Future<Void> stream(String path, MessageLite request, Handler<Buffer> chunks) {
        return connection
                .request(method(path))
                .compose(opened -> opened.send(frame(request)))
                .map(response -> {
                    response.handler(chunks);
                    return null;
                });
    }

    private static void requireOk(HttpClientResponse response) {
        MultiMap early = response.headers();
        MultiMap fields = early.contains(STATUS) ? early : response.trailers();
        if (!"0".equals(fields.get(STATUS))) {
            throw new IllegalStateException("status " + fields.get(STATUS) + ": " + fields.get("grpc-message"));
        }
    }

    private static <T> T parse(Parser<T> parser, Buffer framed) {
        try {
            return parser.parseFrom(framed.getBytes(HEAD_BYTES, framed.length()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("not the answer that was expected", e);
        }
    }
}
