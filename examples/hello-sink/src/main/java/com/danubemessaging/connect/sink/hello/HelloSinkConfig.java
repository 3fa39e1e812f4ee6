package com.danubemessaging.connect.sink.hello;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import java.nio.file.Path;

/**
 * What the sink is told.
 *
 * @param path the file
 * @param consumer the subscription it reads
 */
record HelloSinkConfig(Path path, ConsumerConfig consumer) {

    static final ConfigField<String> PATH = ConfigField.string("hello_sink.path")
            .describe("The file that gets a line for each record. Made if it is missing; its folder must exist.")
            .env("HELLO_SINK_PATH")
            .example("\"out.jsonl\"")
            .required();

    static final ConfigField<String> TOPIC = ConfigField.string("hello_sink.topic")
            .describe("The topic to read, /namespace/topic.")
            .check("must start with /", topic -> topic.startsWith("/"))
            .example("\"/default/hello\"")
            .required();

    static final ConfigField<String> SUBSCRIPTION = ConfigField.string("hello_sink.subscription")
            .describe("The name under which Danube remembers how far the file has got.")
            .orDefault("hello-sink");

    static final ConfigSpec SPEC = ConfigSpec.of(PATH, TOPIC, SUBSCRIPTION);

    static HelloSinkConfig of(ConnectorConfig config) {
        return new HelloSinkConfig(
                Path.of(config.get(PATH)),
                ConsumerConfig.of(
                        config.get(TOPIC),
                        config.connectorName(),
                        config.get(SUBSCRIPTION),
                        SubscriptionType.EXCLUSIVE));
    }
}
