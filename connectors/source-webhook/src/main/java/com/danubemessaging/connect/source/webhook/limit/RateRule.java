package com.danubemessaging.connect.source.webhook.limit;

/**
 * How many requests are let through: two token buckets.
 *
 * @param perSecond tokens a second for an endpoint, at least 1
 * @param burst most tokens of a bucket, at least 1
 * @param perSecondAndAddress tokens a second for a client address, or {@link #UNLIMITED}
 */
public record RateRule(long perSecond, long burst, long perSecondAndAddress) {

    /** No bucket per address. */
    public static final long UNLIMITED = -1;
}
