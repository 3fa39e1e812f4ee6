/**
 * How the client works inside; not API, may change in any release.
 *
 * <p>Bottom to top: bytes ({@code Wire…}, {@code Deframer}, {@code SendFrame}, {@code MessageDecoder}), one connection
 * and the two kinds of calls on it ({@code Channel}, {@code UnaryCall}, {@code ServerStream}), the meaning of answers
 * ({@code StatusMapping}), endless patience ({@code Backoff}, {@code RetryLoop}), and the parts a user sees:
 * {@code PartitionProducer} with {@code SendQueue}, {@code StreamingConsumer} with {@code AckQueue}. Pure decisions are
 * classes without I/O, so that tests can try every order of events.
 */
@NullMarked
package com.danubemessaging.vertx.client.internal;

import org.jspecify.annotations.NullMarked;
