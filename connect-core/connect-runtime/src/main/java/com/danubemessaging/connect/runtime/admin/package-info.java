/**
 * The HTTP listener on the metrics port: {@code /metrics}, {@code /health}, {@code /live} and {@code /ready}. It knows
 * how to answer, not what: the answers are handed in by the root package. The only room that sees vertx-web.
 */
@NullMarked
package com.danubemessaging.connect.runtime.admin;

import org.jspecify.annotations.NullMarked;
