/**
 * A connector for tests only: a sink whose target lives in the test's JVM and misbehaves on command. What the sink does
 * with a batch is what the target answers, so that a test decides over every single record, from outside a real process
 * with the real runtime in it.
 *
 * <p>It is packed into a small jar of its own at run time and put beside the fat jar of hello-sink, whose runtime it
 * uses.
 */
@NullMarked
package com.danubemessaging.connect.it.sink;

import org.jspecify.annotations.NullMarked;
