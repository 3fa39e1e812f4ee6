/** Figures as a table that a person reads, with what they were measured on. */
@NullMarked
package com.danubemessaging.connect.benchmarks.report;

import org.jspecify.annotations.NullMarked;
