package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.record.SchemaInfo;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.testkit.Outage;
import com.danubemessaging.connect.testkit.SinkRecords;
import com.danubemessaging.connect.testkit.SinkTarget;
import com.danubemessaging.connect.testkit.WrittenRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with the sink's file; the outage is that the folder is gone for a while, as when a volume is unmounted. */
final class JsonLinesTarget implements SinkTarget, Outage {

    private final Path folder;
    private final Path unmounted;

    JsonLinesTarget(Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("volume"));
        unmounted = parent.resolve("unmounted");
    }

    private Path file() {
        return folder.resolve("out.jsonl");
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of("hello_sink.path", file().toString(), "hello_sink.topic", "/default/hello");
    }

    @Override
    public List<WrittenRecord> written() throws IOException {
        List<WrittenRecord> records = new ArrayList<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file())) {
                records.add(read(new JsonObject(line)));
            }
        }
        return records;
    }

    private static WrittenRecord read(JsonObject line) {
        Map<String, String> attributes = new HashMap<>();
        line.getJsonObject("attributes").forEach(entry -> attributes.put(entry.getKey(), (String) entry.getValue()));
        return new WrittenRecord(line.getString("key"), payload(line.getValue("payload")), attributes);
    }

    private static Buffer payload(Object value) {
        if (value instanceof JsonObject json && json.containsKey("raw") && json.containsKey("size")) {
            return Buffer.buffer(Base64.getDecoder().decode(json.getString("raw")));
        }
        return Json.encodeToBuffer(value);
    }

    @Override
    public Optional<SinkRecord> poison(SinkRecords records, String key) {
        return Optional.of(records.draft(key, Buffer.buffer("{ this is not JSON"))
                .schema(new SchemaInfo(1, 1, "hello", "json_schema"))
                .build());
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(this);
    }

    @Override
    public void begin() throws IOException {
        Files.move(folder, unmounted);
    }

    @Override
    public void end() throws IOException {
        Files.move(unmounted, folder);
    }
}
