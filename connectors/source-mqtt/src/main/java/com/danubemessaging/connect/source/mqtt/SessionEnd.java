package com.danubemessaging.connect.source.mqtt;

/** Why a connection is over. */
enum SessionEnd {
    /** The broker or the network closed it, or a packet came that is too large. */
    LOST,
    /** The broker did not answer a ping. */
    SILENT,
    /** The broker did not answer as MQTT demands. */
    PROTOCOL,
    /** We closed it: too much is unconfirmed by Danube. */
    BACKPRESSURE,
    /** We closed it: the connector stops. */
    STOPPED
}
