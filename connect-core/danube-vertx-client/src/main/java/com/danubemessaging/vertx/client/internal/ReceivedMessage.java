package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.Message;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivered StreamMessage, read field by field from its frame; the payload is a view of the frame, which belongs to
 * this message alone. Field numbers are those of StreamMessage and MsgID in DanubeApi.proto.
 */
final class ReceivedMessage implements Message {

    private static final int REQUEST_ID = WireWriter.tag(1, WireWriter.VARINT);
    private static final int MSG_ID = WireWriter.tag(2, WireWriter.LENGTH_DELIMITED);
    private static final int PAYLOAD = WireWriter.tag(3, WireWriter.LENGTH_DELIMITED);
    private static final int PUBLISH_TIME = WireWriter.tag(4, WireWriter.VARINT);
    private static final int PRODUCER_NAME = WireWriter.tag(5, WireWriter.LENGTH_DELIMITED);
    private static final int ATTRIBUTES = WireWriter.tag(7, WireWriter.LENGTH_DELIMITED);
    private static final int SCHEMA_ID = WireWriter.tag(8, WireWriter.VARINT);
    private static final int SCHEMA_VERSION = WireWriter.tag(9, WireWriter.VARINT);
    private static final int ROUTING_KEY = WireWriter.tag(10, WireWriter.LENGTH_DELIMITED);
    private static final int ID_PRODUCER = WireWriter.tag(1, WireWriter.VARINT);
    private static final int ID_TOPIC = WireWriter.tag(2, WireWriter.LENGTH_DELIMITED);
    private static final int ID_BROKER = WireWriter.tag(3, WireWriter.LENGTH_DELIMITED);
    private static final int ID_OFFSET = WireWriter.tag(5, WireWriter.VARINT);

    private final String topic;
    private final int partition;
    private final int encodedSize;
    private String partitionTopic;
    private long offset;
    private long producerId;
    private long requestId;
    private long publishTime;
    private String producerName = "";
    private String brokerAddress = "";
    private Map<String, String> attributes = Map.of();
    private Buffer payload = Buffer.buffer(0);
    private @Nullable String routingKey;
    private @Nullable Long schemaId;
    private @Nullable Integer schemaVersion;

    private ReceivedMessage(String topic, String partitionTopic, int partition, int encodedSize) {
        this.topic = topic;
        this.partitionTopic = partitionTopic;
        this.partition = partition;
        this.encodedSize = encodedSize;
    }

    /**
     * @param frame one encoded StreamMessage, owned by the message from now on
     * @throws IllegalArgumentException if it is not one
     */
    static ReceivedMessage decode(Buffer frame, String topic, String partitionTopic, int partition) {
        ReceivedMessage message = new ReceivedMessage(topic, partitionTopic, partition, frame.length());
        WireReader reader = new WireReader(frame, 0, frame.length());
        while (reader.hasMore()) {
            message.readField(reader.tag(), reader);
        }
        if (!message.attributes.isEmpty()) {
            message.attributes = Collections.unmodifiableMap(message.attributes);
        }
        return message;
    }

    private void readField(int tag, WireReader reader) {
        if (tag == REQUEST_ID) {
            requestId = reader.varint();
        } else if (tag == MSG_ID) {
            readId(reader.message());
        } else if (tag == PAYLOAD) {
            payload = reader.bytes();
        } else if (tag == PUBLISH_TIME) {
            publishTime = reader.varint();
        } else if (tag == PRODUCER_NAME) {
            producerName = reader.string();
        } else if (tag == ATTRIBUTES) {
            readAttribute(reader.message());
        } else if (tag == SCHEMA_ID) {
            schemaId = reader.varint();
        } else if (tag == SCHEMA_VERSION) {
            schemaVersion = (int) reader.varint();
        } else if (tag == ROUTING_KEY) {
            routingKey = reader.string();
        } else {
            reader.skip(tag);
        }
    }

    private void readId(WireReader reader) {
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == ID_PRODUCER) {
                producerId = reader.varint();
            } else if (tag == ID_TOPIC) {
                partitionTopic = reader.string();
            } else if (tag == ID_BROKER) {
                brokerAddress = reader.string();
            } else if (tag == ID_OFFSET) {
                offset = reader.varint();
            } else {
                reader.skip(tag);
            }
        }
    }

    private void readAttribute(WireReader reader) {
        String name = "";
        String value = "";
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == WireWriter.tag(1, WireWriter.LENGTH_DELIMITED)) {
                name = reader.string();
            } else if (tag == WireWriter.tag(2, WireWriter.LENGTH_DELIMITED)) {
                value = reader.string();
            } else {
                reader.skip(tag);
            }
        }
        if (attributes.isEmpty()) {
            attributes = new HashMap<>();
        }
        attributes.put(name, value);
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String partitionTopic() {
        return partitionTopic;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long producerId() {
        return producerId;
    }

    @Override
    public long requestId() {
        return requestId;
    }

    @Override
    public long publishTime() {
        return publishTime;
    }

    @Override
    public String producerName() {
        return producerName;
    }

    @Override
    public String brokerAddress() {
        return brokerAddress;
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public Buffer payload() {
        return payload;
    }

    @Override
    public @Nullable String routingKey() {
        return routingKey;
    }

    @Override
    public @Nullable Long schemaId() {
        return schemaId;
    }

    @Override
    public @Nullable Integer schemaVersion() {
        return schemaVersion;
    }

    @Override
    public int encodedSize() {
        return encodedSize;
    }
}
