/**
 * The gRPC shell: it decodes calls, hands them to the broker's core, turns refusals into statuses and receive streams
 * into deliveries. No rule of the broker lives here, only the wire's: message size, encodings, early response headers,
 * and the faults that a test orders for replies and connections. One verticle owns everything, so all of it, the core
 * included, runs on one event loop.
 */
@NullMarked
package com.danubemessaging.embedded.internal.server;

import org.jspecify.annotations.NullMarked;
