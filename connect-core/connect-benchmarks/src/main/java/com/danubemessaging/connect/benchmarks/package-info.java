/**
 * How fast it is, and how far from the raw limit. Nothing here is a test and nothing is published.
 *
 * <p>{@code mvn -Pbenchmarks -pl connect-core/connect-benchmarks -am verify} measures everything and writes the table
 * into the README. A figure without something to compare it with says little on a machine that nobody knows, so
 * everything that goes over the network is measured beside a bare loop that moves the same load over the same broker in
 * the same run: pairs of runs alternate, and medians are compared.
 */
@NullMarked
package com.danubemessaging.connect.benchmarks;

import org.jspecify.annotations.NullMarked;
