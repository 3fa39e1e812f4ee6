/**
 * A Danube client for Vert.x: producers, consumers and discovery over one HTTP/2 connection per broker.
 *
 * <p>A {@link com.danubemessaging.vertx.client.DanubeClient} is confined to the Vert.x context it was created on: its
 * connections live on that context's event loop, its state needs no locks, and every result, error and event arrives on
 * that context. Its methods may be called from any thread; they hop.
 *
 * <p>What the client owns so that its users need not: finding the broker of a topic, registering and registering again
 * when the broker forgot or moved a topic, keeping per-key order although the broker runs concurrent calls in any
 * order, opening the receive stream at once and again whenever it ends, the order of acknowledgements that the broker's
 * dispatcher depends on, and telling a passing failure from a permanent one
 * ({@link com.danubemessaging.vertx.client.DanubeException.Kind}). What it leaves to them: what to do with a record
 * that can never be sent, and which delivery is a duplicate: Danube delivers at least once.
 */
@NullMarked
package com.danubemessaging.vertx.client;

import org.jspecify.annotations.NullMarked;
