package com.danubemessaging.connect.source.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;

/** A quality of service (MQTT 3.1.1, 4.3), as the configuration writes it. */
enum Qos {
    /** 0: delivered once or not at all. */
    AT_MOST_ONCE(0, "AtMostOnce"),
    /** 1: delivered until acknowledged. */
    AT_LEAST_ONCE(1, "AtLeastOnce"),
    /** 2: asked for as 1, see {@link Subscription}. */
    EXACTLY_ONCE(2, "ExactlyOnce");

    private final int level;
    private final String word;

    Qos(int level, String word) {
        this.level = level;
        this.word = word;
    }

    /** The number on the wire. */
    int level() {
        return level;
    }

    /** All spellings: the words, then the numbers. */
    static Map<String, Qos> spellings() {
        Map<String, Qos> spellings = new LinkedHashMap<>();
        for (Qos qos : values()) {
            spellings.put(qos.word, qos);
        }
        for (Qos qos : values()) {
            spellings.put(Integer.toString(qos.level), qos);
        }
        return spellings;
    }
}
