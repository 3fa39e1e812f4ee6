/** The broker's core with a clock that the test moves: no socket, no waiting, every time-out exact. */
@NullMarked
package com.danubemessaging.embedded.internal.broker;

import org.jspecify.annotations.NullMarked;
