/** Where positions live between two runs: offsets of polled sources, marks of sinks that read alone. */
@NullMarked
package com.danubemessaging.connect.runtime.offset;

import org.jspecify.annotations.NullMarked;
