package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line as a record: its text, or its bytes as they are where they are not UTF-8. */
final class LineMapper {

    private final String topic;
    private final Optional<String> keySeparator;

    LineMapper(String topic, Optional<String> keySeparator) {
        this.topic = topic;
        this.keySeparator = keySeparator;
    }

    SourceRecord record(Buffer line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes()))
                    .toString();
            SourceRecord record = SourceRecord.fromString(topic, text);
            return key(text).map(record::withKey).orElse(record);
        } catch (CharacterCodingException notText) {
            return SourceRecord.fromForeign(topic, line);
        }
    }

    private Optional<String> key(String text) {
        return keySeparator.map(text::indexOf).filter(end -> end > 0).map(end -> text.substring(0, end));
    }
}
