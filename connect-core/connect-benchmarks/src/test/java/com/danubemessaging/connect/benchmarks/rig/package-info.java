@NullMarked
package com.danubemessaging.connect.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
