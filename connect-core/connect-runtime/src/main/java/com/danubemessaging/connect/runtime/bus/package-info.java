/**
 * The conversation between the runtime verticle and the verticles that host a connector: addresses, the codec that
 * passes messages by reference, commands one way and events the other. Every send is local only; a batch and its
 * outcomes are two messages with one id, because a reply that times out would leave the first call running. Delivery is
 * best effort by nature, so the engine's ledger decides what is done.
 */
@NullMarked
package com.danubemessaging.connect.runtime.bus;

import org.jspecify.annotations.NullMarked;
