package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the source is told.
 *
 * @param path the file
 * @param topic where its lines go
 * @param keySeparator what ends the key at the beginning of a line
 */
record HelloSourceConfig(Path path, String topic, Optional<String> keySeparator) {

    static final ConfigField<String> PATH = ConfigField.string("hello_source.path")
            .describe("The file whose lines are read, from its beginning and for as long as it grows.")
            .env("HELLO_SOURCE_PATH")
            .example("\"in.txt\"")
            .required();

    static final ConfigField<String> TOPIC = ConfigField.string("hello_source.topic")
            .describe("The topic to write, /namespace/topic.")
            .check("must start with /", topic -> topic.startsWith("/"))
            .example("\"/default/hello\"")
            .required();

    static final ConfigField<String> KEY_SEPARATOR = ConfigField.string("hello_source.key_separator")
            .describe("What stands in a line before the first separator is the record's key: records of one key keep"
                    + " their order and their partition.")
            .defaultsTo("no key")
            .example("\",\"");

    static final ConfigSpec SPEC = ConfigSpec.of(PATH, TOPIC, KEY_SEPARATOR);

    static HelloSourceConfig of(ConnectorConfig config) {
        return new HelloSourceConfig(Path.of(config.get(PATH)), config.get(TOPIC), config.find(KEY_SEPARATOR));
    }
}
