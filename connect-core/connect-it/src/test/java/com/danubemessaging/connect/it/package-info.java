/**
 * The product as its users run it: fat jars as processes with little memory, a real MQTT broker before them, a file
 * behind them, and faults in between. Danube runs inside the test's JVM, so that a test can look into it and order
 * outages.
 *
 * <p>Every message of a load carries the number of its device and its own number, so that the file at the end proves
 * that nothing is missing and that each device's order was kept. Where Mosquitto is not installed the tests that need
 * it are skipped, and say so.
 *
 * <p>{@code mvn -Pfull verify} moves 100,000 messages where the default run moves 20,000. {@code -Dit.seed=…} repeats
 * the moments of {@code KillIT}, which prints its seed.
 */
@NullMarked
package com.danubemessaging.connect.it;

import org.jspecify.annotations.NullMarked;
