package com.danubemessaging.vertx.client.schema;

/** Which way a new version of a subject must fit the latest one. New subjects have {@link #BACKWARD}. */
public enum CompatibilityMode {
    /** Any version may follow any other. */
    NONE,
    /** Readers with the new version read what was written with the latest one. */
    BACKWARD,
    /** Readers with the latest version read what is written with the new one. */
    FORWARD,
    /** Both. */
    FULL
}
