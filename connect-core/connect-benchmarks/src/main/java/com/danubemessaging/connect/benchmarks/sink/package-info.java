/** A sink that does nothing with its records, so that what is measured is the way to it and back. */
@NullMarked
package com.danubemessaging.connect.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
