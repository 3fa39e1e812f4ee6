@NullMarked
package com.danubemessaging.connect.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
