/** The example source against files, and against the contract of every source. */
@NullMarked
package com.danubemessaging.connect.source.hello;

import org.jspecify.annotations.NullMarked;
