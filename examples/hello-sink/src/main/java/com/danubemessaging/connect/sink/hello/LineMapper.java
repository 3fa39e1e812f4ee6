package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A record as a line of JSON.
 *
 * <pre>{@code
 * {"topic":"/default/hello","partition":-1,"offset":0,"key":"a","attributes":{"unit":"m"},
 *  "publish_time":"2026-01-01T00:00:00Z","payload":{"n":1}}
 * }</pre>
 */
final class LineMapper {

    private LineMapper() {}

    /**
     * The line with its line break. The payload is the JSON value that it is by its schema; bytes that are not JSON
     * become an object of {@code raw} (base64) and {@code size}.
     *
     * @throws com.danubemessaging.connect.api.error.InvalidDataException if the bytes are not what their schema says
     */
    static Buffer line(SinkRecord record) {
        return new JsonObject()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("key", record.key())
                .put("attributes", new JsonObject(Map.copyOf(record.attributes())))
                .put("publish_time", record.publishTime().toString())
                .put("payload", record.json())
                .toBuffer()
                .appendByte((byte) '\n');
    }
}
