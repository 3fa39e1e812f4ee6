/** Tests of the sink engine: one class for each idea, driven through a port that records and a time set by hand. */
@NullMarked
package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.NullMarked;
