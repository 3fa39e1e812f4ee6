/**
 * The words of a Danube broker as plain values: how a topic dispatches, how a subscription shares its messages, what
 * happens to a message that keeps failing, and what a snapshot of a topic shows. Everything here is immutable and free
 * of I/O, so that both the public doors and the broker's core may speak with it.
 */
@NullMarked
package com.danubemessaging.embedded.model;

import org.jspecify.annotations.NullMarked;
