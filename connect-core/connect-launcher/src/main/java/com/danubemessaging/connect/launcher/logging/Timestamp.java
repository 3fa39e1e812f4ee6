package com.danubemessaging.connect.launcher.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** RFC 3339 in UTC, always with six digits of a second: lines sort as text. */
final class Timestamp {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamp() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
