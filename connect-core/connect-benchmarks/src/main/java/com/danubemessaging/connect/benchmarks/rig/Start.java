package com.danubemessaging.connect.benchmarks.rig;

/**
 * One start of a connector.
 *
 * @param firstRecordMillis from the start of the process until Danube had the first record
 * @param idleMebibytes memory that was resident some seconds later, with nothing to do
 */
public record Start(double firstRecordMillis, double idleMebibytes) {}
