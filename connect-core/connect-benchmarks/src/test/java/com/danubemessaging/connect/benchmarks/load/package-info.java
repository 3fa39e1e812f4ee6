@NullMarked
package com.danubemessaging.connect.benchmarks.load;

import org.jspecify.annotations.NullMarked;
