/**
 * The smallest real sink: every record of a topic becomes a line of JSON in a file.
 *
 * <p>It is meant to be read and copied. {@link com.danubemessaging.connect.sink.hello.HelloSinkProvider} is the door,
 * {@link com.danubemessaging.connect.sink.hello.HelloSinkConfig} declares the keys,
 * {@link com.danubemessaging.connect.sink.hello.HelloSink} says in which order things happen,
 * {@link com.danubemessaging.connect.sink.hello.LineMapper} makes a line of a record and
 * {@link com.danubemessaging.connect.sink.hello.JsonLinesFile} is the only class that touches the file.
 */
@NullMarked
package com.danubemessaging.connect.sink.hello;

import org.jspecify.annotations.NullMarked;
