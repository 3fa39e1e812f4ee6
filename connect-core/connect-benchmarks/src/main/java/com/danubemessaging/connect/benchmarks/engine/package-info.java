/** The delivery engines alone, with a port that answers from memory: what their bookkeeping costs per record. */
@NullMarked
package com.danubemessaging.connect.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
