/**
 * The smallest real source: every line that is appended to a file becomes a record.
 *
 * <p>It is meant to be read and copied. {@link com.danubemessaging.connect.source.hello.HelloSourceProvider} is the
 * door, {@link com.danubemessaging.connect.source.hello.HelloSourceConfig} declares the keys,
 * {@link com.danubemessaging.connect.source.hello.HelloSource} says in which order things happen,
 * {@link com.danubemessaging.connect.source.hello.LineMapper} makes a record of a line and
 * {@link com.danubemessaging.connect.source.hello.GrowingFile} is the only class that touches the file.
 */
@NullMarked
package com.danubemessaging.connect.source.hello;

import org.jspecify.annotations.NullMarked;
