/**
 * The catalogue of meters. Upstream's names and labels are kept, so that existing dashboards go on working; ours stand
 * under {@code danube.connect}. No tag has values without a bound, and no meter outlives its connector in a registry
 * that the host application shares. The only room that sees Micrometer.
 */
@NullMarked
package com.danubemessaging.connect.runtime.metrics;

import org.jspecify.annotations.NullMarked;
