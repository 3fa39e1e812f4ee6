/**
 * Verticles that host a connector: on an event loop, or on a worker with a way to interrupt a call. They translate
 * commands from the bus into SPI calls and results into events, and hold no delivery state.
 */
@NullMarked
package com.danubemessaging.connect.runtime.host;

import org.jspecify.annotations.NullMarked;
