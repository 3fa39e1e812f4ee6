package com.danubemessaging.vertx.client.internal;

import static com.danubemessaging.vertx.client.DanubeException.RETRY_FOREVER;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.http.StreamResetException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means: the one place where codes and texts of brokers become kinds of {@link DanubeException}.
 *
 * <p>Brokers of release 0.15 answer every failure inside a publish with PERMISSION_DENIED, so for that call fragments
 * of the text decide (Danube protocol: errors by RPC and condition).
 */
final class StatusMapping {

    /** Tries of a publish that the broker refused for a reason we do not know: trouble with its log may pass. */
    static final int UNKNOWN_REFUSAL_RETRIES = 5;

    /** Tries after a call ended without a status: the handler may have panicked over this very request. */
    static final int NO_STATUS_RETRIES = 1;

    /** HTTP/2: REFUSED_STREAM, sent before any processing (RFC 9113, section 8.7). */
    private static final long REFUSED_STREAM = 7;

    private StatusMapping() {}

    /** The broker answered with a status other than OK. */
    static CallException answered(Operation operation, String topic, GrpcStatus status, String text) {
        Meaning meaning = meaning(operation, status, text.toLowerCase(Locale.ROOT));
        String message = "Could not " + operation.words() + " " + topic + ": the broker answered " + status.name()
                + (text.isEmpty() ? "" : " '" + text + "'")
                + (meaning.advice.isEmpty() ? "" : "; " + meaning.advice);
        return new CallException(
                meaning.kind, message, status, mayHaveHappened(status), meaning.retryLimit, null, meaning.reattach);
    }

    /**
     * The broker does not know the caller. A client that was never known is told so; one that was tries again for ever,
     * since tokens that expire are replaced. A publish does so by registering again, which says in the log what is
     * wrong.
     *
     * @param advice what is known of the token
     * @param wasKnown whether a broker took a token of this client before
     */
    static CallException unauthenticated(
            Operation operation, String topic, String text, String advice, boolean wasKnown) {
        boolean passes = wasKnown || operation.needsRegistration();
        return new CallException(
                passes ? Kind.TRANSIENT : Kind.AUTHORIZATION,
                "Could not " + operation.words() + " " + topic + ": " + advice + " (UNAUTHENTICATED"
                        + (text.isEmpty() ? "" : " '" + text + "'") + ")",
                GrpcStatus.UNAUTHENTICATED,
                false,
                passes ? RETRY_FOREVER : 0,
                null,
                operation == Operation.SEND);
    }

    /**
     * No connection, and the way there knows why. What would be final at the start passes where there was a connection
     * before: a certificate is renewed, a file is put back.
     */
    static DanubeException notConnected(
            Operation operation, String topic, DanubeException reason, boolean wasConnected) {
        boolean turnsPassing = (wasConnected || operation.needsRegistration())
                && (reason.kind() == Kind.CONFIGURATION || reason.kind() == Kind.AUTHORIZATION);
        return turnsPassing
                ? new CallException(
                        Kind.TRANSIENT,
                        "Could not " + operation.words() + " " + topic + ": " + reason.getMessage(),
                        null,
                        false,
                        RETRY_FOREVER,
                        reason,
                        false)
                : reason;
    }

    /** The call ended without a status. */
    static CallException broken(Operation operation, String topic, Throwable cause, boolean sent) {
        boolean refused = cause instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM;
        boolean reset = cause instanceof StreamResetException && !refused;
        int retries = reset && operation == Operation.SEND ? NO_STATUS_RETRIES : RETRY_FOREVER;
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CallException(
                Kind.TRANSIENT,
                "Could not " + operation.words() + " " + topic + ": " + reason,
                null,
                sent && !refused,
                retries,
                cause,
                false);
    }

    /** The answer did not come in time. */
    static CallException timedOut(Operation operation, String topic, long timeoutMillis, boolean sent) {
        return new CallException(
                Kind.TRANSIENT,
                "Could not " + operation.words() + " " + topic + ": no answer within " + timeoutMillis + " ms"
                        + (sent ? "" : ", no connection"),
                GrpcStatus.DEADLINE_EXCEEDED,
                sent,
                RETRY_FOREVER,
                null,
                false);
    }

    /** What came back is not gRPC. */
    static CallException malformed(Operation operation, String topic, String reason) {
        return new CallException(
                Kind.TRANSIENT,
                "Could not " + operation.words() + " " + topic + ": the answer cannot be read: " + reason,
                GrpcStatus.INTERNAL,
                true,
                operation == Operation.SEND ? NO_STATUS_RETRIES : RETRY_FOREVER,
                null,
                false);
    }

    /** The status that gRPC assigns to an HTTP answer without one (gRPC: HTTP to gRPC status code mapping). */
    static GrpcStatus ofHttpStatus(int httpStatus) {
        return switch (httpStatus) {
            case 400 -> GrpcStatus.INTERNAL;
            case 401 -> GrpcStatus.UNAUTHENTICATED;
            case 403 -> GrpcStatus.PERMISSION_DENIED;
            case 404 -> GrpcStatus.UNIMPLEMENTED;
            case 429, 502, 503, 504 -> GrpcStatus.UNAVAILABLE;
            default -> GrpcStatus.UNKNOWN;
        };
    }

    private static Meaning meaning(Operation operation, GrpcStatus status, String text) {
        if (operation.isOfSchemas() && (status == GrpcStatus.INTERNAL || status == GrpcStatus.NOT_FOUND)) {
            // The registry answers INTERNAL to whatever it refuses for good (Danube protocol: schema registry, RPCs).
            return Meaning.of(Kind.CONFIGURATION, "");
        }
        if (status == GrpcStatus.FAILED_PRECONDITION && text.contains("jwt support")) {
            return Meaning.of(
                    Kind.AUTHORIZATION, "the broker checks no tokens: configure none here, or a secret for them there");
        }
        return switch (status) {
            case UNAUTHENTICATED -> Meaning.of(Kind.AUTHORIZATION, "the broker does not accept the token");
            case UNIMPLEMENTED ->
                Meaning.of(
                        Kind.CONFIGURATION,
                        operation.isOfAdministration()
                                ? "this is not the admin port of a Danube broker, or the broker is too old"
                                : "this is not a Danube broker, or one too old");
            case OUT_OF_RANGE ->
                Meaning.of(operation == Operation.SEND ? Kind.RECORD : Kind.CONFIGURATION, "the request is too large");
            case INVALID_ARGUMENT -> Meaning.of(operation == Operation.SEND ? Kind.RECORD : Kind.CONFIGURATION, "");
            case NOT_FOUND -> notFound(operation);
            case FAILED_PRECONDITION ->
                Meaning.of(
                        Kind.CONFIGURATION,
                        operation == Operation.CREATE_PRODUCER
                                ? "the topic exists with another dispatch strategy or schema subject; use the topic's own"
                                : "");
            case ALREADY_EXISTS ->
                Meaning.of(
                        Kind.CONFIGURATION,
                        "brokers of release 0.15 refuse a topic whose name is the beginning of an existing topic's name, or a"
                                + " plain and a partitioned topic of one name; choose a name that no other topic starts with");
            case PERMISSION_DENIED -> denied(operation, text);
            case INTERNAL ->
                operation == Operation.ACK || operation == Operation.NACK
                        ? new Meaning(Kind.TRANSIENT, 0, true, "the message will be delivered again")
                        : passing(operation);
            case CANCELLED, UNKNOWN, ABORTED, DATA_LOSS -> passing(operation);
            default -> Meaning.RETRY;
        };
    }

    private static Meaning notFound(Operation operation) {
        return switch (operation) {
            case SEND, RECEIVE -> Meaning.REATTACH;
            case CREATE_PRODUCER ->
                Meaning.of(Kind.TOPIC_NOT_FOUND, "the broker does not create topics by itself; create the topic first");
            case LOOKUP, PARTITIONS, SUBSCRIBE, READ_POLICY, SET_POLICY, READ_WINDOW, DESCRIBE ->
                Meaning.of(Kind.TOPIC_NOT_FOUND, "there is no such topic");
            default -> new Meaning(Kind.TRANSIENT, 0, true, "");
        };
    }

    private static Meaning denied(Operation operation, String text) {
        if (text.contains("no binding grants")) {
            return Meaning.of(
                    Kind.AUTHORIZATION,
                    "grant the permission to this principal"
                            + (operation.needsRegistration() && operation != Operation.SEND
                                    ? "; brokers of release 0.15 ask for Consume on the whole cluster here"
                                    : operation.isOfAdministration() ? "; ManageTopic is what it needs" : ""));
        }
        return switch (operation) {
            case SEND -> deniedPublish(text);
            case SUBSCRIBE ->
                Meaning.of(
                        Kind.CONFIGURATION,
                        "an exclusive subscription belongs to its first consumer name until it is removed; otherwise a limit"
                                + " of the topic was reached or the caller lacks the permission");
            default -> Meaning.of(Kind.AUTHORIZATION, "");
        };
    }

    private static Meaning deniedPublish(String text) {
        if (text.contains("schema id ") && text.contains("not found in registry")) {
            // Reads like a topic that has moved, but no other broker knows the schema either.
            return Meaning.of(Kind.RECORD, "the schema registry does not know the record's schema");
        }
        if (text.contains("draining") || text.contains("not found in registry") || text.contains("not attached")) {
            return Meaning.REATTACH;
        }
        if (text.contains("schema") || text.contains("validation")) {
            return Meaning.of(Kind.RECORD, "the payload does not fit the topic's schema");
        }
        return new Meaning(Kind.TRANSIENT, UNKNOWN_REFUSAL_RETRIES, false, "");
    }

    private static Meaning passing(Operation operation) {
        return operation == Operation.SEND ? new Meaning(Kind.TRANSIENT, NO_STATUS_RETRIES, false, "") : Meaning.RETRY;
    }

    private static boolean mayHaveHappened(GrpcStatus status) {
        return switch (status) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL, ABORTED, DATA_LOSS -> true;
            default -> false;
        };
    }

    private record Meaning(Kind kind, int retryLimit, boolean reattach, String advice) {

        static final Meaning RETRY = new Meaning(Kind.TRANSIENT, RETRY_FOREVER, false, "");
        static final Meaning REATTACH = new Meaning(Kind.TRANSIENT, RETRY_FOREVER, true, "");

        static Meaning of(Kind kind, String advice) {
            return new Meaning(kind, 0, false, advice);
        }
    }

    /** A failure of any origin as a {@link DanubeException}; one that already is stays as it is. */
    static DanubeException asDanube(Operation operation, String topic, @Nullable Throwable failure) {
        if (failure instanceof DanubeException known) {
            return known;
        }
        Throwable cause = failure == null ? new IllegalStateException("no reason given") : failure;
        return broken(operation, topic, cause, false);
    }
}
