/**
 * A Danube broker inside the JVM, for development and tests. It speaks the broker's gRPC protocol on a real port, so
 * that every Danube client, in whatever language, can talk to it; it keeps its messages in memory; and it behaves as
 * the protocol is meant where the real broker is known to lose or stall messages.
 *
 * <p>{@link com.danubemessaging.embedded.EmbeddedDanube} starts and inspects a broker,
 * {@link com.danubemessaging.embedded.Faults} orders the mishaps that a test wants to see survived. Both may be called
 * from any thread. It is not a product for production.
 */
@NullMarked
package com.danubemessaging.embedded;

import org.jspecify.annotations.NullMarked;
