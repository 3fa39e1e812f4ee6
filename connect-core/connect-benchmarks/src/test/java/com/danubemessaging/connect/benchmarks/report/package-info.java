@NullMarked
package com.danubemessaging.connect.benchmarks.report;

import org.jspecify.annotations.NullMarked;
