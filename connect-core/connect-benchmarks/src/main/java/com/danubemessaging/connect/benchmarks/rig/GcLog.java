package com.danubemessaging.connect.benchmarks.rig;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the log of a JVM's collector ({@code -Xlog:gc}) tells of allocation: the growth between collections. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");
    private static final long MEBIBYTE = 1 << 20;

    private GcLog() {}

    /** Bytes allocated before the last collection, to the accuracy of the log: a MiB per collection. */
    static long allocatedBytes(List<String> lines) {
        long allocated = 0;
        long left = 0;
        for (String line : lines) {
            Matcher matcher = PAUSE.matcher(line);
            if (matcher.find()) {
                allocated += Long.parseLong(matcher.group(1)) - left;
                left = Long.parseLong(matcher.group(2));
            }
        }
        return allocated * MEBIBYTE;
    }
}
