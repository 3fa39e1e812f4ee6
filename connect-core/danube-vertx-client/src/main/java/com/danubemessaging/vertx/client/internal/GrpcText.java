package com.danubemessaging.vertx.client.internal;

import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Status and text of a gRPC answer, as they stand in headers or trailers (gRPC over HTTP/2: Responses). */
final class GrpcText {

    static final String STATUS = "grpc-status";
    static final String MESSAGE = "grpc-message";

    private GrpcText() {}

    /** The status, UNKNOWN if it is not a number known to gRPC, null if there is none. */
    static @Nullable GrpcStatus status(MultiMap fields) {
        String text = fields.get(STATUS);
        if (text == null) {
            return null;
        }
        try {
            GrpcStatus status = GrpcStatus.valueOf(Integer.parseInt(text.strip()));
            return status == null ? GrpcStatus.UNKNOWN : status;
        } catch (NumberFormatException e) {
            return GrpcStatus.UNKNOWN;
        }
    }

    /** The decoded text, empty if there is none. */
    static String message(MultiMap fields) {
        String text = fields.get(MESSAGE);
        return text == null ? "" : percentDecode(text);
    }

    /** Decodes %XX to UTF-8 bytes; a malformed escape stays as it is, as gRPC asks. */
    static String percentDecode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
