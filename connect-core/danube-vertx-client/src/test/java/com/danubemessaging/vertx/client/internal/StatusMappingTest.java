package com.danubemessaging.vertx.client.internal;

import static com.danubemessaging.vertx.client.DanubeException.RETRY_FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMappingTest {

    private static final String TOPIC = "/default/t";

    @ParameterizedTest
    @CsvSource({
        "LOOKUP,          UNAUTHENTICATED,     bad token,                  AUTHORIZATION,   0, false",
        "SEND,            PERMISSION_DENIED,   no binding grants Produce,  AUTHORIZATION,   0, false",
        "SEND,            OUT_OF_RANGE,        too large,                  RECORD,          0, false",
        "SEND,            INVALID_ARGUMENT,    payload over policy,        RECORD,          0, false",
        "SEND,            UNAVAILABLE,         down,                       TRANSIENT,      -1, false",
        "SEND,            RESOURCE_EXHAUSTED,  busy,                       TRANSIENT,      -1, false",
        "SEND,            NOT_FOUND,           producer not found,         TRANSIENT,      -1, true",
        "SEND,            PERMISSION_DENIED,   topic draining or closed,   TRANSIENT,      -1, true",
        "SEND,            PERMISSION_DENIED,   not found in registry,      TRANSIENT,      -1, true",
        "SEND,            PERMISSION_DENIED,   producer Not Attached,      TRANSIENT,      -1, true",
        "SEND,            PERMISSION_DENIED,   Schema mismatch,            RECORD,          0, false",
        "SEND,            PERMISSION_DENIED,   VALIDATION failed,          RECORD,          0, false",
        "SEND,            PERMISSION_DENIED,   disk trouble,               TRANSIENT,       5, false",
        "SEND,            UNKNOWN,             panic,                      TRANSIENT,       1, false",
        "SEND,            INTERNAL,            panic,                      TRANSIENT,       1, false",
        "LOOKUP,          NOT_FOUND,           unknown,                    TOPIC_NOT_FOUND, 0, false",
        "LOOKUP,          INVALID_ARGUMENT,    bad name,                   CONFIGURATION,   0, false",
        "PARTITIONS,      INVALID_ARGUMENT,    bad name,                   CONFIGURATION,   0, false",
        "CREATE_PRODUCER, INVALID_ARGUMENT,    bad name,                   CONFIGURATION,   0, false",
        "CREATE_PRODUCER, NOT_FOUND,           auto-create off,            TOPIC_NOT_FOUND, 0, false",
        "CREATE_PRODUCER, UNAVAILABLE,         redo the lookup,            TRANSIENT,      -1, false",
        "CREATE_PRODUCER, FAILED_PRECONDITION, strategy differs,           CONFIGURATION,   0, false",
        "CREATE_PRODUCER, ALREADY_EXISTS,      prefix,                     CONFIGURATION,   0, false",
        "CREATE_PRODUCER, RESOURCE_EXHAUSTED,  too many,                   TRANSIENT,      -1, false",
        "CREATE_PRODUCER, PERMISSION_DENIED,   refused,                    AUTHORIZATION,   0, false",
        "CREATE_PRODUCER, INTERNAL,            metadata,                   TRANSIENT,      -1, false",
        "SUBSCRIBE,       NOT_FOUND,           unknown,                    TOPIC_NOT_FOUND, 0, false",
        "SUBSCRIBE,       UNAVAILABLE,         elsewhere,                  TRANSIENT,      -1, false",
        "SUBSCRIBE,       PERMISSION_DENIED,   exclusive taken,            CONFIGURATION,   0, false",
        "SUBSCRIBE,       PERMISSION_DENIED,   no binding grants,          AUTHORIZATION,   0, false",
        "SUBSCRIBE,       RESOURCE_EXHAUSTED,  limit,                      TRANSIENT,      -1, false",
        "RECEIVE,         NOT_FOUND,           consumer,                   TRANSIENT,      -1, true",
        "RECEIVE,         PERMISSION_DENIED,   no binding grants,          AUTHORIZATION,   0, false",
        "ACK,             INTERNAL,            subscription,               TRANSIENT,       0, true",
        "NACK,            INTERNAL,            topic,                      TRANSIENT,       0, true",
        "ACK,             UNAVAILABLE,         down,                       TRANSIENT,      -1, false",
        "SEND,            PERMISSION_DENIED,   Schema ID 9 not found in registry, RECORD,   0, false",
        "SEND,            PERMISSION_DENIED,   /d/schema not found in registry, TRANSIENT, -1, true",
        "REGISTER_SCHEMA, INTERNAL,            removed,                    CONFIGURATION,   0, false",
        "REGISTER_SCHEMA, UNAVAILABLE,         electing,                   TRANSIENT,      -1, false",
        "READ_SCHEMA,     NOT_FOUND,           unknown,                    CONFIGURATION,   0, false",
        "TOPIC_SCHEMA,    FAILED_PRECONDITION, no subject,                 CONFIGURATION,   0, false",
        "HEALTH,          UNIMPLEMENTED,       what,                       CONFIGURATION,   0, false",
    })
    void meansWhatTheTableSays(
            Operation operation, GrpcStatus status, String text, Kind kind, int retries, boolean reattach) {
        CallException failure = StatusMapping.answered(operation, TOPIC, status, text);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryLimit()).isEqualTo(retries < 0 ? RETRY_FOREVER : retries);
        assertThat(failure.reattach()).isEqualTo(reattach);
        assertThat(failure.grpcStatus()).isEqualTo(status);
        assertThat(failure).hasMessageContaining(TOPIC).hasMessageContaining(text);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrpcStatus.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "UNKNOWN", "CANCELLED"})
    void whatMayHaveBeenStoredIsAmbiguous(GrpcStatus status) {
        assertThat(StatusMapping.answered(Operation.SEND, TOPIC, status, "").isAmbiguous())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = GrpcStatus.class,
            names = {"NOT_FOUND", "INVALID_ARGUMENT", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED"})
    void aPlainRefusalIsNotAmbiguous(GrpcStatus status) {
        assertThat(StatusMapping.answered(Operation.SEND, TOPIC, status, "").isAmbiguous())
                .isFalse();
    }

    @Test
    void aCallThatNeverLeftIsNotAmbiguous() {
        assertThat(StatusMapping.broken(Operation.SEND, TOPIC, new HttpClosedException("gone"), false)
                        .isAmbiguous())
                .isFalse();
        assertThat(StatusMapping.timedOut(Operation.SEND, TOPIC, 10, false).isAmbiguous())
                .isFalse();
    }

    @Test
    void aLostConnectionIsAmbiguousAndWorthEveryRetry() {
        CallException failure = StatusMapping.broken(Operation.SEND, TOPIC, new HttpClosedException("gone"), true);

        assertThat(failure.isAmbiguous()).isTrue();
        assertThat(failure.retryLimit()).isEqualTo(RETRY_FOREVER);
    }

    @Test
    void aStreamRefusedBeforeProcessingIsNotAmbiguous() {
        CallException failure = StatusMapping.broken(Operation.SEND, TOPIC, new StreamResetException(7), true);

        assertThat(failure.isAmbiguous()).isFalse();
        assertThat(failure.retryLimit()).isEqualTo(RETRY_FOREVER);
    }

    @ParameterizedTest
    @CsvSource({
        "400,INTERNAL",
        "401,UNAUTHENTICATED",
        "403,PERMISSION_DENIED",
        "404,UNIMPLEMENTED",
        "429,UNAVAILABLE",
        "502,UNAVAILABLE",
        "503,UNAVAILABLE",
        "504,UNAVAILABLE",
        "500,UNKNOWN"
    })
    void httpStatusesMeanWhatGrpcSays(int http, GrpcStatus status) {
        assertThat(StatusMapping.ofHttpStatus(http)).isEqualTo(status);
    }

    @Test
    void carriesNoStackTrace() {
        assertThat(StatusMapping.timedOut(Operation.SEND, TOPIC, 10, true).getStackTrace())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LOOKUP,          AUTHORIZATION, false",
        "PARTITIONS,      AUTHORIZATION, false",
        "CREATE_PRODUCER, AUTHORIZATION, false",
        "SUBSCRIBE,       AUTHORIZATION, false",
        "REGISTER_SCHEMA, AUTHORIZATION, false",
        "SEND,            TRANSIENT,     true",
        "RECEIVE,         TRANSIENT,     false",
        "ACK,             TRANSIENT,     false",
        "NACK,            TRANSIENT,     false",
        "HEALTH,          TRANSIENT,     false"
    })
    void whoWasNeverKnownLearnsItAndWhoHasRegisteredOutlastsARefusedToken(
            Operation operation, Kind kind, boolean reattach) {
        CallException failure = StatusMapping.unauthenticated(operation, "/d/t", "Invalid token", "it expired", false);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.reattach()).isEqualTo(reattach);
        assertThat(failure.isAmbiguous()).isFalse();
        assertThat(failure.retryLimit()).isEqualTo(kind == Kind.TRANSIENT ? RETRY_FOREVER : 0);
        assertThat(failure).hasMessageContaining("it expired (UNAUTHENTICATED 'Invalid token')");
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatWasKnownBeforeTriesEverythingAgain(Operation operation) {
        DanubeException away = new DanubeException(Kind.CONFIGURATION, "the broker's certificate has expired");

        assertThat(StatusMapping.unauthenticated(operation, "/d/t", "", "it expired", true)
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(StatusMapping.notConnected(operation, "/d/t", away, true).kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void theStatusIsNamedAndNotNumbered() {
        assertThat(StatusMapping.answered(Operation.SUBSCRIBE, "/d/t", GrpcStatus.PERMISSION_DENIED, "no"))
                .hasMessageStartingWith("Could not subscribe to /d/t: the broker answered PERMISSION_DENIED 'no'");
    }
}
