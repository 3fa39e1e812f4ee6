/** The simulator run: many seeds, and the proof that its checker notices defects. */
@NullMarked
package com.danubemessaging.connect.testkit.sim;

import org.jspecify.annotations.NullMarked;
