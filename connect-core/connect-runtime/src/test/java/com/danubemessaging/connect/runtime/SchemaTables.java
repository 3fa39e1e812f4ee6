package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One {@code [[schemas]]} table for tests. */
final class SchemaTables {

    private final Map<String, Object> values = new HashMap<>();

    static SchemaTables of(String topic, String subject, String type) {
        return new SchemaTables()
                .with(SchemaFields.TOPIC, topic)
                .with(SchemaFields.SUBJECT, subject)
                .with(SchemaFields.TYPE, type);
    }

    <T> SchemaTables with(ConfigField<T> field, T value) {
        values.put(field.key(), value);
        return this;
    }

    /** With a file of its own that holds this. */
    SchemaTables file(Path folder, String definition) throws IOException {
        Path file = Files.createTempFile(folder, "schema", ".txt");
        Files.writeString(file, definition);
        return with(SchemaFields.FILE, file.toString());
    }

    TestConfigs addTo(TestConfigs config) {
        return config.with(CoreFields.SCHEMAS, List.of(build()));
    }

    ConfigValues build() {
        return ConfigValues.of(values);
    }
}
