/** Tests of the quickstart's parts; {@code .ci/run} runs all of it. */
@NullMarked
package com.danubemessaging.connect.examples.quickstart;

import org.jspecify.annotations.NullMarked;
