/**
 * A simulator of whole histories of a connector: the real engine between a model broker and a model of the other side,
 * on one thread, in virtual time, with every fault drawn from one seed. A checker reads along and at the end: nothing
 * acknowledged is missing, first occurrences keep their order, nothing stays stuck once the faults are over.
 *
 * <p>The same seed gives the same history, step by step, so a failure found among thousands is replayed alone:
 * {@code Simulation.run(seed).render()}. The models are deliberately small: they know what the broker's protocol
 * promises and what its real implementation does instead (skipped backlogs, swallowed acknowledgements, offsets that
 * start again), and nothing of bytes and sockets.
 */
@NullMarked
package com.danubemessaging.connect.testkit.sim;

import org.jspecify.annotations.NullMarked;
