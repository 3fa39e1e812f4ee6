/**
 * The product as its users run it: fat jars as processes with little memory, a real MQTT broker before them, a file
 * behind them, and faults in between. Danube runs inside the test's JVM, so that a test can look into it and order
 * outages.
 *
 * <p>Every message of a load carries the number of its device and its own number, so that the file at the end proves
 * that nothing is missing and that each device's order was kept. Where Mosquitto is not installed the tests that need
 * it are skipped, and say so.
 *
 * <p>Faults come one after the other, in one pipeline under load ({@code FaultDrill}). After each, records must flow
 * again within five seconds; in between, readiness and counters must tell the truth ({@code Accounts}). Moments inside
 * of a connector are held still from outside: {@code AckGate} withholds what the source says to Mosquitto, the embedded
 * broker withholds calls, and {@code TargetServer} decides over every record of a sink that runs in a process of its
 * own.
 *
 * <p>{@code mvn -Psoak verify} takes half an hour more: a black hole of 30 s, a target that is down for 4 minutes
 * instead of 45 s, and a quarter of an hour at a steady rate after which the heap must not have grown.
 *
 * <p>{@code mvn -Pfull verify} moves 100,000 messages where the default run moves 20,000. {@code -Dit.seed=…} repeats
 * the moments of {@code KillIT}, which prints its seed.
 */
@NullMarked
package com.danubemessaging.connect.it;

import org.jspecify.annotations.NullMarked;
