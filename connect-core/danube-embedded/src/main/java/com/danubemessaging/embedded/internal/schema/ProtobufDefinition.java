package com.danubemessaging.embedded.internal.schema;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The text of a .proto file, which a Danube broker keeps without reading it. */
record ProtobufDefinition(String raw) implements Definition {

    @Override
    public SchemaType type() {
        return SchemaType.PROTOBUF;
    }

    @Override
    public String fingerprint() {
        return Definition.sha256(raw);
    }

    @Override
    public String source() {
        return raw;
    }

    @Override
    public String wrapped() {
        return new JsonObject()
                .put(
                        "Protobuf",
                        new JsonObject()
                                .put("raw_proto", raw)
                                .put("message_name", "DefaultMessage")
                                .put("fingerprint", fingerprint()))
                .encode();
    }

    /**
     * Brokers of release 0.15 have no such validation, and the call breaks without a status. A refusal in words says
     * the same to whoever switches it on.
     */
    @Override
    public Optional<String> payloadProblem(byte[] payload) {
        return Optional.of(
                "Danube brokers cannot validate Protobuf payloads; switch payload validation off for this topic");
    }
}
