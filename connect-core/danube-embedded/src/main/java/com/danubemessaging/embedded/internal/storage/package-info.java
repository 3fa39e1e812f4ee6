/**
 * What a broker must remember: per topic a log of messages with contiguous offsets from 0, per subscription a cursor
 * and a failure policy. The broker's core sees only the interfaces; {@link MemoryStore} keeps everything on the heap
 * within a byte budget, and a durable store can stand in its place. A store outlives the broker object that uses it,
 * which is how a restart keeps its messages. Confined to the broker's context.
 */
@NullMarked
package com.danubemessaging.embedded.internal.storage;

import org.jspecify.annotations.NullMarked;
