package com.danubemessaging.connect.source.webhook.answer;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A request that is not taken, with its answer. An exception without a stack trace: refusing must be cheap, because
 * anybody can cause it.
 */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Kind kind;
    private final String text;
    private final transient Map<String, String> headers;

    /** The form of the answer's body, and what the request is counted as. */
    public enum Kind {
        /** Members {@code error} = {@code authentication_failed} and {@code message}. */
        UNAUTHENTICATED,
        /** Members {@code error} = {@code rate_limit_exceeded} and {@code message}. */
        RATE_LIMITED,
        /** Members {@code error} and {@code timestamp}; empty if there is nothing to say. */
        NOT_FOUND,
        /** Members {@code error} and {@code timestamp}. */
        TOO_LARGE,
        /** The same. */
        INVALID,
        /** The same. */
        UNAVAILABLE,
        /** Empty. */
        METHOD,
        /** Empty. */
        TIMEOUT,
        /** Plain text. */
        BAD_PATH
    }

    private Refusal(int status, Kind kind, String text, Map<String, String> headers) {
        super(text, null, false, false);
        this.status = status;
        this.kind = kind;
        this.text = text;
        this.headers = headers;
    }

    /** 401: the sender did not prove who it is. */
    public static Refusal unauthenticated(String message) {
        return new Refusal(401, Kind.UNAUTHENTICATED, message, Map.of());
    }

    /** 400: the body is not what the route asks for. */
    public static Refusal invalid(String error) {
        return new Refusal(400, Kind.INVALID, error, Map.of());
    }

    /** 413: the body has too many records. */
    public static Refusal tooMany(int most) {
        return new Refusal(413, Kind.TOO_LARGE, "The body has more than " + most + " events", Map.of());
    }

    /** 413: the body, or a record of it, is larger than the limit. */
    public static Refusal tooLarge(long size, long most) {
        return new Refusal(413, Kind.TOO_LARGE, "Payload size " + size + " exceeds maximum " + most, Map.of());
    }

    /** 429: too often. */
    public static Refusal rateLimited(String what, long retryAfterSeconds) {
        return new Refusal(
                429,
                Kind.RATE_LIMITED,
                "Rate limit exceeded for " + what,
                Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    /** 404: nobody is at this path. */
    public static Refusal notFound(String path) {
        return new Refusal(404, Kind.NOT_FOUND, "Endpoint not found: " + path, Map.of());
    }

    /** 404 without a body: nothing is ever at the root. */
    public static Refusal nothingAtTheRoot() {
        return new Refusal(404, Kind.NOT_FOUND, "", Map.of());
    }

    /** 405: another method is wanted. */
    public static Refusal method(String allowed) {
        return new Refusal(405, Kind.METHOD, "", Map.of("Allow", allowed));
    }

    /** 400: the path cannot be decoded. */
    public static Refusal badPath() {
        return new Refusal(400, Kind.BAD_PATH, "Invalid URL: the path is not percent-encoded UTF-8", Map.of());
    }

    /** 408: the body did not come in time. */
    public static Refusal timeout() {
        return new Refusal(408, Kind.TIMEOUT, "", Map.of());
    }

    /** 503: the event was not taken, and may come again. */
    public static Refusal unavailable(String error, long retryAfterSeconds) {
        return new Refusal(503, Kind.UNAVAILABLE, error, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What the request is counted as. */
    public Kind kind() {
        return kind;
    }

    /** Headers of the answer beside the content type. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body as text; empty if there is none. */
    public String body(String timestamp) {
        return switch (kind) {
            case METHOD, TIMEOUT -> "";
            case BAD_PATH -> text;
            case UNAUTHENTICATED -> named("authentication_failed");
            case RATE_LIMITED -> named("rate_limit_exceeded");
            case NOT_FOUND -> text.isEmpty() ? "" : timed(timestamp);
            case TOO_LARGE, INVALID, UNAVAILABLE -> timed(timestamp);
        };
    }

    /** Of the body, if there is one. */
    public String contentType() {
        return kind == Kind.BAD_PATH ? "text/plain; charset=utf-8" : "application/json";
    }

    private String timed(String timestamp) {
        return new JsonObject().put("error", text).put("timestamp", timestamp).encode();
    }

    private String named(String error) {
        return new JsonObject().put("error", error).put("message", text).encode();
    }
}
