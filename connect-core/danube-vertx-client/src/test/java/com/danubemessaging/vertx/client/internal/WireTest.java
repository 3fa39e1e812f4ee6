package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The hand-written codecs against the generated ones. */
class WireTest {

    @Property(tries = 300)
    void encodesWhatGeneratedClassesRead(
            @ForAll byte[] payload,
            @ForAll @Size(max = 4) Map<String, String> attributes,
            @ForAll long producerId,
            @ForAll long requestId,
            @ForAll long publishTime,
            @ForAll String key,
            @ForAll long schemaId,
            @ForAll int schemaVersion)
            throws InvalidProtocolBufferException {
        SendFrame frames = new SendFrame(producerId, "/default/t", "http://b:6650", "p-0");
        OutgoingMessage message = OutgoingMessage.of(Buffer.buffer(payload))
                .withAttributes(attributes)
                .withRoutingKey(key)
                .withSchema(schemaId, schemaVersion);

        long size = frames.messageBytes(requestId, publishTime, message);
        Buffer frame = frames.encode((int) size, requestId, publishTime, message);
        StreamMessage read = StreamMessage.parseFrom(frame.getBytes(5, frame.length()));

        assertThat(frame.length()).isEqualTo(5 + size);
        assertThat(frame.getByte(0)).isZero();
        assertThat(frame.getInt(1)).isEqualTo((int) size);
        StreamMessage.Builder expected = StreamMessage.newBuilder()
                .setRequestId(requestId)
                .setMsgId(MsgID.newBuilder()
                        .setProducerId(producerId)
                        .setTopicName("/default/t")
                        .setBrokerAddr("http://b:6650"))
                .setPayload(ByteString.copyFrom(payload))
                .setPublishTime(publishTime)
                .setProducerName("p-0")
                .setSchemaId(schemaId)
                .setSchemaVersion(schemaVersion)
                .setRoutingKey(wellFormed(key));
        attributes.forEach((name, value) -> expected.putAttributes(wellFormed(name), wellFormed(value)));
        assertThat(read).isEqualTo(expected.build());
    }

    @Test
    void leavesOutWhatIsAbsent() throws InvalidProtocolBufferException {
        SendFrame frames = new SendFrame(1, "/default/t", "http://b:6650", "p");
        OutgoingMessage message = OutgoingMessage.of("");

        Buffer frame = frames.encode((int) frames.messageBytes(1, 1, message), 1, 1, message);
        StreamMessage read = StreamMessage.parseFrom(frame.getBytes(5, frame.length()));

        assertThat(read.hasRoutingKey()).isFalse();
        assertThat(read.hasSchemaId()).isFalse();
        assertThat(read.hasSchemaVersion()).isFalse();
        assertThat(read.getPayload().isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void readsWhatGeneratedClassesWrite(
            @ForAll byte[] payload,
            @ForAll @Size(max = 4) Map<String, String> attributes,
            @ForAll long offset,
            @ForAll long id,
            @ForAll boolean optionals,
            @ForAll int schemaVersion) {
        StreamMessage.Builder written = StreamMessage.newBuilder()
                .setRequestId(id)
                .setMsgId(MsgID.newBuilder()
                        .setProducerId(~id)
                        .setTopicName("/default/t-part-3")
                        .setBrokerAddr("b")
                        .setTopicOffset(offset))
                .setPayload(ByteString.copyFrom(payload))
                .setPublishTime(5)
                .setProducerName("name")
                .setSubscriptionName("ignored")
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                900,
                                UnknownFieldSet.Field.newBuilder()
                                        .addFixed32(1)
                                        .addFixed64(2)
                                        .addVarint(3)
                                        .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                        .build())
                        .build());
        attributes.forEach((name, value) -> written.putAttributes(wellFormed(name), wellFormed(value)));
        if (optionals) {
            written.setSchemaId(id).setSchemaVersion(schemaVersion).setRoutingKey("");
        }
        StreamMessage message = written.build();

        Message read =
                ReceivedMessage.decode(Buffer.buffer(message.toByteArray()), "/default/t", "/default/t-part-3", 3);

        assertThat(read.payload().getBytes()).isEqualTo(payload);
        assertThat(read.attributes()).isEqualTo(message.getAttributesMap());
        assertThat(read.offset()).isEqualTo(offset);
        assertThat(read.requestId()).isEqualTo(id);
        assertThat(read.producerId()).isEqualTo(~id);
        assertThat(read.brokerAddress()).isEqualTo("b");
        assertThat(read.producerName()).isEqualTo("name");
        assertThat(read.publishTime()).isEqualTo(5);
        assertThat(read.encodedSize()).isEqualTo(message.getSerializedSize());
        assertThat(read.schemaId()).isEqualTo(optionals ? id : null);
        assertThat(read.schemaVersion()).isEqualTo(optionals ? schemaVersion : null);
        assertThat(read.routingKey()).isEqualTo(optionals ? "" : null);
    }

    @Property(tries = 500)
    void anyGarbageIsReadOrRefusedButNeverReadOutsideItsBounds(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int length) {
        byte[] garbage = new byte[length];
        new Random(seed).nextBytes(garbage);

        try {
            ReceivedMessage.decode(Buffer.buffer(garbage), "/default/t", "/default/t", -1);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void refusesAFieldThatIsLongerThanItsMessage() {
        byte[] bytes = {(byte) WireWriter.tag(3, WireWriter.LENGTH_DELIMITED), 100, 1};

        assertThatThrownBy(() -> ReceivedMessage.decode(Buffer.buffer(bytes), "/d/t", "/d/t", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer");
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
