package com.danubemessaging.connect.runtime.schema;

import com.danubemessaging.connect.api.error.CoreErrorCode;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A Protobuf schema: the serialised message, without an envelope. The registry keeps no name of the message, so it is
 * the first one of the file. JSON is Protobuf's own mapping; members may be named as in the .proto file or in camel
 * case.
 */
final class ProtobufCodec implements PayloadCodec {

    private final Descriptor descriptor;

    ProtobufCodec(String definition) {
        this.descriptor = ProtoText.firstMessage(definition);
    }

    @Override
    public Buffer encode(SourcePayload payload) {
        if (payload instanceof SourcePayload.Bytes bytes) {
            return bytes.bytes();
        }
        String json;
        if (payload instanceof SourcePayload.Foreign foreign) {
            json = foreign.bytes().toString();
        } else if (payload instanceof SourcePayload.Text text) {
            json = text.text();
        } else {
            json = JsonPayloads.write(((SourcePayload.Json) payload).value()).toString();
        }
        DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
        try {
            JsonFormat.parser().merge(json, message);
            return Buffer.buffer(message.build().toByteArray());
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            // A required field that is missing is a runtime exception.
            throw new InvalidDataException(
                    CoreErrorCode.INVALID_RECORD,
                    "the record cannot be written as Protobuf message " + descriptor.getFullName() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** Fields that are not set and have no presence are there with their zero, so that records are of one shape. */
    @Override
    public Object decode(Buffer payload) {
        try {
            return new JsonObject(JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .alwaysPrintFieldsWithNoPresence()
                    .omittingInsignificantWhitespace()
                    .print(parse(payload)));
        } catch (InvalidProtocolBufferException e) {
            throw notOfSchema(e);
        }
    }

    private DynamicMessage parse(Buffer payload) throws InvalidProtocolBufferException {
        return DynamicMessage.parseFrom(descriptor, payload.getBytes());
    }

    @Override
    public void validate(Buffer encoded) {
        try {
            parse(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw notOfSchema(e);
        }
    }

    private InvalidDataException notOfSchema(InvalidProtocolBufferException cause) {
        return new InvalidDataException(
                CoreErrorCode.SERIALIZATION,
                "the payload is not a Protobuf message " + descriptor.getFullName() + ": " + cause.getMessage(),
                cause);
    }
}
