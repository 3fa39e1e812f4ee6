/**
 * The Vert.x shell around the engine: turns completions into events, actions into calls. Confined to the runtime
 * verticle's event loop.
 */
@NullMarked
package com.danubemessaging.connect.runtime.pump;

import org.jspecify.annotations.NullMarked;
