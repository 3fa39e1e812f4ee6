/**
 * The rigs: brokers in this process, and beside it one process at a time, the connector or the bare loop. Both have the
 * same heap, the same collector and the same load, and are watched from outside only.
 */
@NullMarked
package com.danubemessaging.connect.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
