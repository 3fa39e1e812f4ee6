/** The example sink against files, and against the contract of every sink. */
@NullMarked
package com.danubemessaging.connect.sink.hello;

import org.jspecify.annotations.NullMarked;
