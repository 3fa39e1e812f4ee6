package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.error.ErrorCode;

/** What can go wrong with an MQTT broker. */
enum MqttErrorCode implements ErrorCode {
    /** No connection, no answer, or the broker says that it is unavailable. */
    BROKER_UNREACHABLE("The MQTT broker cannot be reached or does not answer; the connector tries again, for ever."),
    /** The TLS handshake failed. */
    TLS_FAILED("The TLS handshake with the MQTT broker failed; check the certificates, their names and their dates."),
    /** CONNACK 4 or 5. */
    CREDENTIALS_REFUSED("The MQTT broker refused user name and password, or the client; correct mqtt.username and"
            + " mqtt.password, or the broker's access rules."),
    /** CONNACK 2. */
    CLIENT_ID_REFUSED("The MQTT broker refused mqtt.client_id; choose one that it allows."),
    /** CONNACK 1. */
    PROTOCOL_REFUSED("The MQTT broker does not speak MQTT 3.1.1."),
    /** SUBACK 0x80, or none. */
    SUBSCRIPTION_REFUSED("The MQTT broker refused a subscription; check its access rules for the filter.");

    private final String description;

    MqttErrorCode(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }
}
