/**
 * The delivery engine: who gets which record when, what is tried again, what is acknowledged. Plain single-threaded
 * Java without I/O, clock or threads. Events and the current time go in as method calls, actions come out through a
 * port, and the record itself is opaque. The same code runs under the Vert.x shell, in a simulator that replays
 * thousands of histories with faults from a seed, and in benchmarks.
 *
 * <p>Rules for whoever drives an engine: call it from one thread at a time, never call it from inside a port method
 * (note the answer and call later), pass a time that never runs backwards, in milliseconds from any origin, and call
 * {@code onTimer} at the time last given to {@code wakeAt}.
 */
@NullMarked
package com.danubemessaging.connect.engine;

import org.jspecify.annotations.NullMarked;
