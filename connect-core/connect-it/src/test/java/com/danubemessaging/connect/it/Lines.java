package com.danubemessaging.connect.it;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file of the sink, read as a whole. */
final class Lines {

    private Lines() {}

    /** The complete lines; none if there is no file yet. */
    static List<JsonObject> of(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = Files.readString(path);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(JsonObject::new)
                .toList();
    }
}
