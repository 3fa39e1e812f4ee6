/**
 * Danube's messages as records in and out: identity, lazy decoding, encoding by schema, and what a client failure means
 * to the engine.
 */
@NullMarked
package com.danubemessaging.connect.runtime.broker;

import org.jspecify.annotations.NullMarked;
