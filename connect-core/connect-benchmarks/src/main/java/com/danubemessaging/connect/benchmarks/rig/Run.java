package com.danubemessaging.connect.benchmarks.rig;

/**
 * One run of one process.
 *
 * @param perSecond records per second
 * @param cpuMicros microseconds of processor time per record, of the measured process alone
 * @param allocatedBytes bytes allocated per record, by the measured process
 */
public record Run(double perSecond, double cpuMicros, double allocatedBytes) {}
