package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The external system of a sink under test: empty when made, one for each test. Called on the test's thread; may block.
 */
public interface SinkTarget {

    /** The configuration of a sink that writes here, by dotted key; see {@link TestingConfig#of}. */
    Map<String, ?> settings();

    /** Everything in the target, in the order in which it was written, as far as the target knows. */
    List<WrittenRecord> written() throws Exception;

    /** A payload that this sink can write, another one for each number. The default is {@code {"n": number}}. */
    default Buffer payload(int number) {
        return new JsonObject().put("n", number).toBuffer();
    }

    /**
     * A record that this sink must refuse for good.
     *
     * @param records makes the record
     * @param key its key
     * @return empty if the sink takes everything
     */
    default Optional<SinkRecord> poison(SinkRecords records, String key) {
        return Optional.empty();
    }

    /**
     * A record that this target does not take for a while although it takes others, such as a row that somebody has
     * locked. The sink must say of it alone that it is to be tried again.
     *
     * @param records makes the record
     * @param key its key
     * @param failures how often writing it fails before it succeeds
     * @return empty if the target cannot refuse a single record for a while
     */
    default Optional<SinkRecord> reluctant(SinkRecords records, String key, int failures) {
        return Optional.empty();
    }

    /** How the target can be taken away; empty if it cannot. */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /** Removes the target. */
    default void close() throws Exception {}
}
