/**
 * The Vert.x shell around the engine: turns completions into events, and what the engine wants done into calls. A pump
 * has three parts. The pump itself is led through the connector's life; its calls ({@code SinkCalls},
 * {@code SourceCalls}) are the engine's port; an {@code EngineTurn} sees to it that the engine is entered by one call
 * at a time and flushed once per turn of the event loop, so that a burst becomes a batch. No delivery state lives here:
 * the engine's ledger decides what is done. Confined to the runtime verticle's event loop.
 */
@NullMarked
package com.danubemessaging.connect.runtime.pump;

import org.jspecify.annotations.NullMarked;
