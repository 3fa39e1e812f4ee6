package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.mqtt.MqttConnectionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failed attempt to connect means for the connector. */
final class MqttErrors {

    private MqttErrors() {}

    /**
     * The failure with its kind: what the broker refuses for good is Fatal, everything else Retryable. The message says
     * what was attempted and what to change.
     */
    static ConnectException connectFailure(BrokerSettings broker, Throwable failure) {
        String attempt = "cannot connect to the MQTT broker " + broker.address();
        if (failure instanceof MqttConnectionException refusal) {
            return refused(attempt, broker, refusal.code());
        }
        if (failure instanceof TimeoutException) {
            return new RetryableException(
                    MqttErrorCode.BROKER_UNREACHABLE,
                    attempt + ": no answer within "
                            + broker.transport().connectTimeout().toSeconds() + " s (mqtt.connection_timeout_secs)",
                    failure);
        }
        if (hasCause(failure, SSLException.class)) {
            return new RetryableException(
                    MqttErrorCode.TLS_FAILED,
                    attempt + ": TLS failed (" + reason(failure)
                            + "); check mqtt.ca_cert_path and that the broker's certificate names " + broker.host(),
                    failure);
        }
        return new RetryableException(MqttErrorCode.BROKER_UNREACHABLE, attempt + ": " + reason(failure), failure);
    }

    /** The table of CONNACK return codes (MQTT 3.1.1, 3.2.2.3). */
    private static ConnectException refused(String attempt, BrokerSettings broker, MqttConnectReturnCode code) {
        if (code == MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD) {
            return new FatalException(
                    MqttErrorCode.CREDENTIALS_REFUSED,
                    attempt + ": bad user name or password; correct mqtt.username and mqtt.password",
                    null);
        }
        if (code == MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED) {
            return new FatalException(
                    MqttErrorCode.CREDENTIALS_REFUSED,
                    attempt + ": client '" + broker.session().clientId()
                            + "' is not authorized; correct mqtt.username and mqtt.password, or the broker's rules",
                    null);
        }
        if (code == MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED) {
            return new FatalException(
                    MqttErrorCode.CLIENT_ID_REFUSED,
                    attempt + ": client identifier '" + broker.session().clientId()
                            + "' is refused; change mqtt.client_id",
                    null);
        }
        if (code == MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION) {
            return new FatalException(MqttErrorCode.PROTOCOL_REFUSED, attempt + ": it does not speak MQTT 3.1.1", null);
        }
        return new RetryableException(
                MqttErrorCode.BROKER_UNREACHABLE, attempt + ": the broker answered " + code, null);
    }

    /** The text of the innermost cause that has one: the outer ones tend to repeat its class name. */
    static String reason(Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause.getMessage() != null) {
                reason = cause.getMessage();
            }
        }
        return reason;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure.getCause();
    }
}
