/**
 * Errors whose kind is the runtime's action: try again, dead-letter, stop, refuse to start. A message is one sentence
 * for the person on call: what was attempted, on what, what came back, what to change. It never holds a secret or a
 * payload.
 */
@NullMarked
package com.danubemessaging.connect.api.error;

import org.jspecify.annotations.NullMarked;
