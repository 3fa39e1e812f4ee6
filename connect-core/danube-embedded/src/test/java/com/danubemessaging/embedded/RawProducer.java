package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;

import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** A registered producer that sends one message at a time. */
public final class RawProducer {

    private final RawClient client;
    private final String topic;
    private final String name;
    private final long id;

    public RawProducer(RawClient client, String topic, String name, long id) {
        this.client = client;
        this.topic = topic;
        this.name = name;
        this.id = id;
    }

    public long id() {
        return id;
    }

    public StreamMessage.Builder message(String payload) {
        return RawClient.message(id, topic, payload).setProducerName(name);
    }

    public Future<MessageResponse> sendLater(String payload) {
        return client.send(message(payload).build());
    }

    public void send(String... payloads) {
        for (String payload : payloads) {
            await(sendLater(payload));
        }
    }

    public void sendKeyed(String key, String payload) {
        await(client.send(message(payload).setRoutingKey(key).build()));
    }

    /** Sends {@code m0, m1, …} in order and returns them. */
    public List<String> sendMany(int count) {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add("m" + i);
        }
        send(payloads.toArray(String[]::new));
        return payloads;
    }
}
