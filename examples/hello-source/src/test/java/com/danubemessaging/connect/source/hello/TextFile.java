package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.testkit.Outage;
import com.danubemessaging.connect.testkit.SourceOrigin;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** A file that grows; the outage is that it is gone for a while, as when a volume is unmounted. */
final class TextFile implements SourceOrigin, Outage {

    private final Path file;
    private final Path unmounted;

    TextFile(Path folder) throws IOException {
        file = Files.createFile(folder.resolve("in.txt"));
        unmounted = folder.resolve("unmounted");
    }

    @Override
    public Map<String, ?> settings() {
        return Map.of("hello_source.path", file.toString(), "hello_source.topic", "/default/hello");
    }

    @Override
    public void feed(String key, Buffer payload) throws IOException {
        Files.write(file, payload.copy().appendByte((byte) '\n').getBytes(), StandardOpenOption.APPEND);
    }

    @Override
    public boolean carries(Buffer payload) {
        for (byte one : payload.getBytes()) {
            if (one == '\n') {
                return false;
            }
        }
        return payload.length() == 0 || payload.getByte(payload.length() - 1) != '\r';
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(this);
    }

    @Override
    public void begin() throws IOException {
        Files.move(file, unmounted);
    }

    @Override
    public void end() throws IOException {
        Files.move(unmounted, file);
    }
}
