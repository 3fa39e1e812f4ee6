/**
 * The connector {@code source-mqtt}: subscribes to topic filters of an MQTT 3.1.1 broker and publishes what arrives to
 * Danube topics.
 *
 * <p>The idea: a message is acknowledged to the MQTT broker (PUBACK) only when Danube has confirmed its record, in the
 * order of arrival, and only on the connection that brought it. What is not acknowledged, the broker of a kept session
 * delivers again. Everything else follows from that:
 *
 * <ul>
 *   <li>An {@link com.danubemessaging.connect.source.mqtt.AckQueue} per connection keeps the order and forgets its
 *       acknowledgements when the connection ends, because packet identifiers start anew with the next one.
 *   <li>A {@link com.danubemessaging.connect.source.mqtt.Backlog} bounds what is unacknowledged over all connections.
 *       MQTT 3.1.1 cannot say "not so fast": over the bound the connection is closed and opened again when there is
 *       room.
 *   <li>A {@link com.danubemessaging.connect.source.mqtt.BrokerLink} connects, subscribes, watches and connects again;
 *       each connection is an {@link com.danubemessaging.connect.source.mqtt.MqttSession} of its own, the only class
 *       that knows the MQTT client.
 * </ul>
 *
 * <p>Mapping: the first route whose filter matches decides the Danube topic; the key is the MQTT topic, so that order
 * holds per MQTT topic; the payload is passed on as bytes of unknown shape.
 *
 * <p>Written against vertx-mqtt 5.0.7 and the <a
 * href="https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/mqtt-v3.1.1.html">MQTT 3.1.1 specification</a>. All classes but
 * {@link com.danubemessaging.connect.source.mqtt.MqttSourceProvider} are internal to this connector.
 */
@NullMarked
package com.danubemessaging.connect.source.mqtt;

import org.jspecify.annotations.NullMarked;
