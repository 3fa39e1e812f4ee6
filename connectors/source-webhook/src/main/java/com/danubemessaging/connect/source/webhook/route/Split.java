package com.danubemessaging.connect.source.webhook.route;

import java.util.Locale;

/** How a body becomes records. */
public enum Split {
    /** One record, whatever it is. */
    NONE,
    /** One for each element of a JSON array. */
    JSON_ARRAY,
    /** One for each line that is not empty. */
    LINES;

    /** As in the configuration. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
