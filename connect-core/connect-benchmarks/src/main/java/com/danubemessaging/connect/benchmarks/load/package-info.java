/** What is moved: messages of a fleet of devices that carry the moment at which they were made. */
@NullMarked
package com.danubemessaging.connect.benchmarks.load;

import org.jspecify.annotations.NullMarked;
