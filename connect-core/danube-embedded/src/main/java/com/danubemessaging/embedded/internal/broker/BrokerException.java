package com.danubemessaging.embedded.internal.broker;

/** A call that the broker refuses: the code the client acts on, and a sentence for the person who reads the log. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The gRPC status codes that a Danube broker answers with, without a dependency on gRPC. */
    public enum Code {
        /** The request can never succeed as it is. */
        INVALID_ARGUMENT,
        /** Topic, producer or consumer is not known here. */
        NOT_FOUND,
        /** The name collides with another topic. */
        ALREADY_EXISTS,
        /** Refused; also every failure inside publish (Danube protocol: SendMessage at the broker). */
        PERMISSION_DENIED,
        /** A limit is reached. */
        RESOURCE_EXHAUSTED,
        /** The topic exists with other properties. */
        FAILED_PRECONDITION,
        /** Acknowledgement for something that is not here. */
        INTERNAL,
        /** Try again later, after a lookup. */
        UNAVAILABLE
    }

    private final Code code;

    /** Refusals are part of normal traffic, so they carry no stack trace. */
    public BrokerException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What the client acts on. */
    public Code code() {
        return code;
    }
}
