/**
 * Positions that survive the process: where a polled source resumes, and up to which offset a sink has acknowledged
 * everything. Danube has no way to read from a position, so a topic cannot serve; a local file does. After a crash
 * there is the old file or the new one, whole; a damaged one is refused, because starting over silently would read
 * everything again.
 */
@NullMarked
package com.danubemessaging.connect.runtime.offset;

import org.jspecify.annotations.NullMarked;
