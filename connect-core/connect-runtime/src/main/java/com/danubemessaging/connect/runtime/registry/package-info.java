/**
 * Finds the connectors on the class path and makes sure that they were built for this runtime's SPI. The only room that
 * uses {@link java.util.ServiceLoader}.
 */
@NullMarked
package com.danubemessaging.connect.runtime.registry;

import org.jspecify.annotations.NullMarked;
