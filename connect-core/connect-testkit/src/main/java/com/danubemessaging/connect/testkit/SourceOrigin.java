package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * The external system of a source under test: empty when made, one for each test. Called on the test's thread; may
 * block.
 */
public interface SourceOrigin {

    /** The configuration of a source that reads here, by dotted key; see {@link TestingConfig#of}. */
    Map<String, ?> settings();

    /**
     * Puts something there to be read.
     *
     * @param key what has this key in common keeps its order; the source may make its record's key of it
     * @param payload of {@link #payload} or one that {@link #carries}
     */
    void feed(String key, Buffer payload) throws Exception;

    /** A payload that can stand in this origin, another one for each number. The default is the number in text. */
    default Buffer payload(int number) {
        return Buffer.buffer("payload " + number);
    }

    /** Whether this payload can stand in the origin at all: a file of lines has no place for a line break. */
    default boolean carries(Buffer payload) {
        return true;
    }

    /** What was fed, found again in a record. The default is the payload's bytes, or its text, or its JSON. */
    default Buffer fed(SourceRecord record) {
        return PayloadBytes.of(record.payload());
    }

    /** How the origin can be taken away; empty if it cannot. */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /** Removes the origin. */
    default void close() throws Exception {}
}
