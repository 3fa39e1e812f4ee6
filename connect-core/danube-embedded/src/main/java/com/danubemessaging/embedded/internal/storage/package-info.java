/**
 * What a broker must remember: per topic a log of messages with contiguous offsets from 0, per subscription a cursor
 * and a failure policy. The broker's core sees only the interfaces; {@link MemoryStore} keeps everything on the heap
 * within a byte budget, and tells a {@link StoreJournal}, if there is one, what to keep on disk. A store outlives the
 * broker object that uses it, broker object that uses it, which is how a restart keeps its messages. Confined to the
 * broker's context.
 */
@NullMarked
package com.danubemessaging.embedded.internal.storage;

import org.jspecify.annotations.NullMarked;
