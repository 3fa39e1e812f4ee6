package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * What is in the topic of the fleet, read from Danube: which events of a {@link LoadPlan}, how often, in which order,
 * and whether byte by byte as they were sent. What Danube delivers twice counts once. Thread-safe: an event loop
 * writes, a test reads.
 */
final class EventBook implements AutoCloseable {

    private static final int MOST_NOTES = 20;
    private static final String READER = "book";

    private final DanubeClient client;
    private final LoadPlan plan;
    private final List<DeviceBook> devices;
    private final BitSet offsets = new BitSet();
    private final List<String> notes = new ArrayList<>();

    private EventBook(DanubeClient client, LoadPlan plan) {
        this.client = client;
        this.plan = plan;
        this.devices = IntStream.range(0, plan.devices())
                .mapToObj(device -> new DeviceBook(device, plan.messagesEach()))
                .toList();
    }

    /** Reads a topic that is there: whatever is published from now on. */
    static EventBook open(Vertx vertx, String serviceUrl, LoadPlan plan) throws TimeoutException {
        DanubeClient client = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(serviceUrl));
        EventBook book = new EventBook(client, plan);
        Consumer consumer = client.subscribe(new ConsumerOptions(SourceToml.TOPIC, READER, READER))
                .await(20, SECONDS);
        consumer.handler(message -> {
            book.arrived(message);
            consumer.ack(message);
        });
        return book;
    }

    private synchronized void arrived(Message message) {
        int offset = Math.toIntExact(message.offset());
        if (offsets.get(offset)) {
            return;
        }
        offsets.set(offset);
        Buffer payload = message.payload();
        DeviceMessage event =
                DeviceMessage.read(new JsonObject(payload), plan.payloadBytes()).orElse(new DeviceMessage(-1, 0));
        if (event.device() < 0
                || event.device() >= devices.size()
                || !payload.equals(event.payload(Form.JSON, plan.payloadBytes()))
                || !DeviceMessage.topic(event.device()).equals(message.routingKey())) {
            note("not an event as it was sent: " + message.routingKey() + " " + payload.length() + " bytes");
        } else {
            devices.get(event.device()).arrived(event.number());
        }
    }

    private void note(String note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(note);
        }
    }

    /** How many events each sender has had after all. */
    synchronized void expect(List<Integer> eventsByDevice) {
        devices.forEach(book -> book.expect(eventsByDevice.get(book.device())));
    }

    /** Records read. */
    synchronized int records() {
        return offsets.cardinality();
    }

    /** Different events among them. */
    synchronized int distinct() {
        return devices.stream().mapToInt(DeviceBook::distinct).sum();
    }

    /** Events that are there once more. */
    synchronized int duplicates() {
        return devices.stream().mapToInt(DeviceBook::duplicates).sum();
    }

    /** Nothing is missing, nothing was never sent, and each sender's events are in order where they are first. */
    synchronized void assertCompleteAndInOrder() {
        List<String> complaints = new ArrayList<>(notes);
        devices.forEach(book -> complaints.addAll(book.complaints()));
        assertThat(complaints).as("complaints about what Danube has").isEmpty();
    }

    @Override
    public void close() throws TimeoutException {
        client.close().await(10, SECONDS);
    }

    @Override
    public synchronized String toString() {
        return distinct() + " events, " + duplicates() + " duplicates";
    }
}
