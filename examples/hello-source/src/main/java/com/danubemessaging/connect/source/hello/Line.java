package com.danubemessaging.connect.source.hello;

import io.vertx.core.buffer.Buffer;

/**
 * A line of the file.
 *
 * @param bytes what stands before the line break
 * @param end the byte position behind the line break: where reading goes on
 */
record Line(Buffer bytes, long end) {}
