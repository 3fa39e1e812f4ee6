/**
 * The raw limit: the same load over the same broker, by loops that do nothing else. They keep no promise (no retry, no
 * bound, no order beyond the lanes, no metrics), so that what is left is the cost of HTTP/2, MQTT and the copies that
 * nobody can avoid. Each is a program of its own, like the connector it stands beside.
 */
@NullMarked
package com.danubemessaging.connect.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
