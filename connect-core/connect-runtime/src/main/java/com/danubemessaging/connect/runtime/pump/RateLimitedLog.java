package com.danubemessaging.connect.runtime.pump;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Warnings about single records, a few each second; the others are counted and told with the next one. Confined to one
 * thread.
 */
final class RateLimitedLog {

    private static final int PER_SECOND = 5;

    private final Logger log;
    private long windowStart;
    private int inWindow;
    private long suppressed;

    RateLimitedLog(Logger log) {
        this.log = log;
    }

    void warn(String topic, long offset, String text) {
        long now = System.nanoTime();
        if (now - windowStart >= TimeUnit.SECONDS.toNanos(1)) {
            windowStart = now;
            inWindow = 0;
        }
        if (inWindow++ >= PER_SECOND) {
            suppressed++;
            return;
        }
        var line = log.atWarn().addKeyValue("topic", topic).addKeyValue("offset", Long.toUnsignedString(offset));
        if (suppressed > 0) {
            line = line.addKeyValue("suppressed", suppressed);
            suppressed = 0;
        }
        line.log(text);
    }
}
