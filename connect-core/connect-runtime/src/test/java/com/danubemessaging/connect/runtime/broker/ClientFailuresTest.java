package com.danubemessaging.connect.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.engine.sink.AckAnswer;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, TRANSIENT",
        "BACKPRESSURE, TRANSIENT",
        "CLOSED, TRANSIENT",
        "TOPIC_NOT_FOUND, TRANSIENT",
        "CONFIGURATION, REFUSED",
        "AUTHORIZATION, REFUSED",
        "RECORD, TOO_LARGE",
    })
    void tellsWhatAFailedPublishMeans(Kind kind, PublishFailure meaning) {
        assertThat(ClientFailures.ofPublish(new DanubeException(kind, "x"), 0)).isEqualTo(meaning);
    }

    @Test
    void takesARecordThatTheBrokerRefusedForInvalidUnlessItWasTooLarge() {
        assertThat(ClientFailures.ofPublish(answered(Kind.RECORD, GrpcStatus.INVALID_ARGUMENT, false, 0), 0))
                .isEqualTo(PublishFailure.INVALID);
        assertThat(ClientFailures.ofPublish(answered(Kind.RECORD, GrpcStatus.OUT_OF_RANGE, false, 0), 0))
                .isEqualTo(PublishFailure.TOO_LARGE);
    }

    @Test
    void remembersThatARecordMayBeStored() {
        assertThat(ClientFailures.ofPublish(
                        answered(Kind.TRANSIENT, GrpcStatus.UNAVAILABLE, true, DanubeException.RETRY_FOREVER), 0))
                .isEqualTo(PublishFailure.AMBIGUOUS);
        assertThat(ClientFailures.ofPublish(new IllegalStateException("unknown"), 0))
                .isEqualTo(PublishFailure.AMBIGUOUS);
    }

    @Test
    void believesARefusalOnlyWhenItsRetriesAreUsedUp() {
        DanubeException refusal = answered(Kind.TRANSIENT, GrpcStatus.INTERNAL, false, 3);

        assertThat(ClientFailures.ofPublish(refusal, 2)).isEqualTo(PublishFailure.TRANSIENT);
        assertThat(ClientFailures.ofPublish(refusal, 3)).isEqualTo(PublishFailure.REFUSED);
    }

    @Test
    void tellsAnUnknownAcknowledgementFromOneThatDidNotArrive() {
        assertThat(ClientFailures.ofAck(answered(Kind.TRANSIENT, GrpcStatus.INTERNAL, false, 0)))
                .isEqualTo(AckAnswer.UNKNOWN);
        assertThat(ClientFailures.ofAck(new DanubeException(Kind.CLOSED, "closed")))
                .isEqualTo(AckAnswer.FAILED);
    }

    private static DanubeException answered(Kind kind, GrpcStatus status, boolean ambiguous, int retryLimit) {
        return new DanubeException(kind, "x", status, ambiguous, retryLimit, null);
    }
}
