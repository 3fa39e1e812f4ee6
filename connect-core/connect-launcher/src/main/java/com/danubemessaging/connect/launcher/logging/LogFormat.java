package com.danubemessaging.connect.launcher.logging;

/** How an event is written. */
public enum LogFormat {
    /** One line for people: time, level, logger, text, {@code key=value} pairs. */
    TEXT,
    /** One JSON object per line. */
    JSON
}
