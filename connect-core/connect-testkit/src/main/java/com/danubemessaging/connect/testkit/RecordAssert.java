package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions about a record on its way to Danube.
 *
 * <pre>{@code
 * RecordAssert.assertThat(record).hasTopic("/default/lines").hasKey("7").hasJson(Map.of("n", 1));
 * }</pre>
 */
public final class RecordAssert extends AbstractAssert<RecordAssert, SourceRecord> {

    private RecordAssert(SourceRecord actual) {
        super(actual, RecordAssert.class);
    }

    /** Starts. */
    public static RecordAssert assertThat(SourceRecord actual) {
        return new RecordAssert(actual);
    }

    /** It goes to this topic. */
    public RecordAssert hasTopic(String expected) {
        return check("topic", actual.topic(), expected);
    }

    /** It has this key; null: none. */
    public RecordAssert hasKey(@Nullable String expected) {
        return check("key", actual.key(), expected);
    }

    /** It has this attribute with this value, and maybe others. */
    public RecordAssert hasAttribute(String name, String expected) {
        return check("attribute " + name, actual.attributes().get(name), expected);
    }

    /** It stands at this place of its source. */
    public RecordAssert hasOffset(String partition, long value) {
        SourceOffset offset = actual.offset();
        if (offset == null) {
            throw failure("expected offset %s of %s, but the record has no offset", value, partition);
        }
        check("source partition", offset.partition(), partition);
        return check("offset", offset.value(), value);
    }

    /** Its payload is this text. */
    public RecordAssert hasText(String expected) {
        return check("payload", actual.payload(), new SourcePayload.Text(expected));
    }

    /** Its payload is these bytes, whatever is known of their shape. */
    public RecordAssert hasBytes(Buffer expected) {
        return check("payload", PayloadBytes.of(actual.payload()), expected);
    }

    /** Its payload is a JSON value that encodes like {@code expected}. */
    public RecordAssert hasJson(Object expected) {
        if (!(actual.payload() instanceof SourcePayload.Json json)) {
            throw failure("expected a JSON payload, but it is %s", actual.payload());
        }
        return check("payload", Json.decodeValue(Json.encode(json.value())), Json.decodeValue(Json.encode(expected)));
    }

    private RecordAssert check(String what, @Nullable Object value, @Nullable Object expected) {
        Assertions.assertThat(value).as("%s of %s", what, actual).isEqualTo(expected);
        return this;
    }
}
