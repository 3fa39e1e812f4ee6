package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** Reads a dead letter topic, as an operator's tool would: with the Danube client and the documented attributes. */
final class DeadLetterReader implements AutoCloseable {

    private static final String PREFIX = "danube.connect.";

    private final DanubeClient client;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    private DeadLetterReader(DanubeClient client) {
        this.client = client;
    }

    /** Subscribes; what comes from now on is read. */
    static DeadLetterReader open(Vertx vertx, String serviceUrl, String topic) throws TimeoutException {
        return open(vertx, new DanubeClientOptions().setServiceUrl(serviceUrl), topic);
    }

    /** The same, of a broker that asks for more. */
    static DeadLetterReader open(Vertx vertx, DanubeClientOptions options, String topic) throws TimeoutException {
        DanubeClient client = DanubeClient.create(vertx, options);
        DeadLetterReader reader = new DeadLetterReader(client);
        Consumer consumer = client.subscribe(new ConsumerOptions(topic, "operator", "operator"))
                .await(20, SECONDS);
        consumer.handler(message -> {
            reader.messages.add(message);
            consumer.ack(message);
        });
        return reader;
    }

    /** What has come so far; one letter may be several messages. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The parts of the one letter that are there, by their number; a part that came twice counts once. */
    SortedMap<Integer, Message> parts() {
        SortedMap<Integer, Message> parts = new TreeMap<>();
        messages.forEach(message -> parts.put(number(message, "part"), message));
        return parts;
    }

    /** How many parts the one letter has; 0 as long as none has come. */
    int partsOfOne() {
        return messages.isEmpty() ? 0 : number(messages.get(0), "parts");
    }

    /** Whether the parts of the one letter are all there. */
    boolean isComplete() {
        return !messages.isEmpty() && parts().size() == partsOfOne();
    }

    /** The original bytes of the one letter. */
    Buffer reassembled() {
        Buffer whole = Buffer.buffer();
        parts().values().forEach(part -> whole.appendBuffer(part.payload()));
        return whole;
    }

    /** An attribute of the first part; null if there is none. */
    String attribute(String name) {
        return messages.get(0).attributes().get(PREFIX + name);
    }

    private static int number(Message part, String name) {
        return Integer.parseInt(part.attributes().get(PREFIX + name));
    }

    @Override
    public void close() throws TimeoutException {
        client.close().await(10, SECONDS);
    }

    @Override
    public String toString() {
        return "--- dead letters: " + messages.size();
    }
}
