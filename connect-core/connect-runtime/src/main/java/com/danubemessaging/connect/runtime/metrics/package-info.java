/** The catalogue of meters: upstream's names, and ours under {@code danube.connect}. */
@NullMarked
package com.danubemessaging.connect.runtime.metrics;

import org.jspecify.annotations.NullMarked;
