package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FailureKind;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.mqtt.MqttConnectionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttErrorsTest {

    private final BrokerSettings broker = Settings.at(1883).broker();

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION, FATAL, PROTOCOL_REFUSED, MQTT 3.1.1",
        "CONNECTION_REFUSED_IDENTIFIER_REJECTED, FATAL, CLIENT_ID_REFUSED, mqtt.client_id",
        "CONNECTION_REFUSED_SERVER_UNAVAILABLE, RETRYABLE, BROKER_UNREACHABLE, SERVER_UNAVAILABLE",
        "CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, FATAL, CREDENTIALS_REFUSED, mqtt.password",
        "CONNECTION_REFUSED_NOT_AUTHORIZED, FATAL, CREDENTIALS_REFUSED, not authorized",
    })
    void givesEveryAnswerOfTheBrokerItsKind(
            MqttConnectReturnCode answer, FailureKind kind, MqttErrorCode code, String text) {
        ConnectException failure = MqttErrors.connectFailure(broker, new MqttConnectionException(answer));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("localhost:1883").hasMessageContaining(text);
    }

    @Test
    void triesAgainWhenNobodyListens() {
        ConnectException failure =
                MqttErrors.connectFailure(broker, new java.net.ConnectException("Connection refused"));

        assertThat(failure.kind()).isEqualTo(FailureKind.RETRYABLE);
        assertThat(failure).hasMessageContaining("Connection refused");
    }

    @Test
    void namesTheTimeoutsKeyWhenTheBrokerDoesNotAnswer() {
        ConnectException failure = MqttErrors.connectFailure(broker, new TimeoutException());

        assertThat(failure.kind()).isEqualTo(FailureKind.RETRYABLE);
        assertThat(failure).hasMessageContaining("mqtt.connection_timeout_secs");
    }

    @Test
    void findsTheTlsFailureUnderneathAndItsInnermostText() {
        Throwable failure = new RuntimeException(
                "outer", new SSLHandshakeException("middle").initCause(new RuntimeException("no such name")));

        ConnectException result = MqttErrors.connectFailure(broker, failure);

        assertThat(result.kind()).isEqualTo(FailureKind.RETRYABLE);
        assertThat(result.code()).isEqualTo(MqttErrorCode.TLS_FAILED);
        assertThat(result).hasMessageContaining("no such name").hasMessageContaining("localhost");
    }
}
