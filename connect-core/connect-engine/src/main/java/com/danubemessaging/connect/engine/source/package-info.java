/**
 * The source's way: emitted records become publishes on ordered lanes, confirmations become commits to the origin.
 *
 * <p>{@link com.danubemessaging.connect.engine.source.SourceEngine} takes the events. A lane has one publish in flight,
 * because a broker reorders concurrent calls of one producer; many lanes run at once. What fails for a passing reason
 * is tried again for as long as it takes, credit runs out, and the source feels it. Only the contiguous head of what is
 * settled in a source partition is committed.
 */
@NullMarked
package com.danubemessaging.connect.engine.source;

import org.jspecify.annotations.NullMarked;
