/**
 * The broker itself, as plain single-threaded Java: topics, subscriptions, the window of unacknowledged deliveries,
 * redelivery, the ring of keys. No gRPC, no Vert.x and no clock of its own: calls come in, deliveries go out through
 * {@link com.danubemessaging.embedded.internal.broker.DeliveryStream}, time comes from a
 * {@link com.danubemessaging.embedded.internal.broker.BrokerClock} and moves on when somebody calls the heartbeat. That
 * is why every rule of the protocol can be tested here without a socket and without waiting.
 *
 * <p>Everything in this package is confined to one context; nothing is synchronized.
 */
@NullMarked
package com.danubemessaging.embedded.internal.broker;

import org.jspecify.annotations.NullMarked;
