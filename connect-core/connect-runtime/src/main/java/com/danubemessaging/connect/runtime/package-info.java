/**
 * Runs connectors inside a Vert.x application. {@link com.danubemessaging.connect.runtime.ConnectRuntime} is the door:
 * it takes the host's {@code Vertx}, meters and router where they are given, and creates only what is not. Nothing here
 * ends the process, reads the environment, installs signal handlers or configures logging; that is the launcher's work.
 */
@NullMarked
package com.danubemessaging.connect.runtime;

import org.jspecify.annotations.NullMarked;
