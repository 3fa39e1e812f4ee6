/**
 * Keeps a store's contents in one file, in an H2 MVStore: a B-tree that never overwrites what an earlier version needs,
 * so that whatever a crash leaves at the end of the file, the last complete version is found. The broker reads from the
 * heap; this package only writes while the broker runs, and reads once, at the start.
 *
 * <p>Two threads meet here. On the broker's context
 * {@link com.danubemessaging.embedded.internal.storage.disk.DiskJournal} notes what changed and puts it together as a
 * {@link com.danubemessaging.embedded.internal.storage.disk.Batch}; on the disk's own thread
 * {@link com.danubemessaging.embedded.internal.storage.disk.DiskFile} writes one batch after the other. While one is
 * written the next collects, so that one write to the disk serves everybody who waits.
 */
@NullMarked
package com.danubemessaging.embedded.internal.storage.disk;

import org.jspecify.annotations.NullMarked;
