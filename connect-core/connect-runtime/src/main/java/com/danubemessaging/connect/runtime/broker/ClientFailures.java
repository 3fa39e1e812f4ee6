package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.grpc.common.GrpcStatus;

/** What a failure of the Danube client means to the engine. Stateless. */
public final class ClientFailures {

    private ClientFailures() {}

    /**
     * A publish that failed.
     *
     * @param attempts failed attempts before this one; some refusals are believed only after a few
     */
    public static PublishFailure ofPublish(Throwable failure, int attempts) {
        if (!(failure instanceof DanubeException danube)) {
            return PublishFailure.AMBIGUOUS;
        }
        return switch (danube.kind()) {
            case TRANSIENT -> {
                if (attempts >= danube.retryLimit()) {
                    yield PublishFailure.REFUSED;
                }
                yield danube.isAmbiguous() ? PublishFailure.AMBIGUOUS : PublishFailure.TRANSIENT;
            }
            case BACKPRESSURE, CLOSED, TOPIC_NOT_FOUND -> PublishFailure.TRANSIENT;
            case RECORD -> isTooLarge(danube) ? PublishFailure.TOO_LARGE : PublishFailure.INVALID;
            case CONFIGURATION, AUTHORIZATION -> PublishFailure.REFUSED;
        };
    }

    private static boolean isTooLarge(DanubeException failure) {
        // Refused before it was sent (no status), or by the broker's decoder.
        return failure.grpcStatus() == null || failure.grpcStatus() == GrpcStatus.OUT_OF_RANGE;
    }

    /** Whether the broker, or the way to it, is to blame. */
    public static boolean isOfBroker(Throwable failure) {
        return failure instanceof DanubeException;
    }

    /** An acknowledgement that failed. */
    public static AckAnswer ofAck(Throwable failure) {
        boolean isUnknown = failure instanceof DanubeException danube && danube.grpcStatus() == GrpcStatus.INTERNAL;
        return isUnknown ? AckAnswer.UNKNOWN : AckAnswer.FAILED;
    }

    /** Whether a failure to create a producer or consumer can only be ended by a person. */
    public static boolean isFinal(Throwable failure) {
        return failure instanceof DanubeException danube
                && (danube.kind() == DanubeException.Kind.CONFIGURATION
                        || danube.kind() == DanubeException.Kind.AUTHORIZATION
                        || danube.kind() == DanubeException.Kind.RECORD);
    }
}
