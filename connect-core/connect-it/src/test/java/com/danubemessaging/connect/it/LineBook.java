package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came out at the end, line by line, as hello-sink writes them. Keeps book of which messages came and in which
 * order, and of what is odd; not of the lines themselves. Thread-safe: a target's event loop writes, a test reads.
 */
final class LineBook {

    private static final int MOST_NOTES = 20;

    private final LoadPlan plan;
    private final DeviceBook[] devices;
    /** Of each device, how many empty messages came: one is like the other, they are numbered as they come. */
    private final int[] silent;

    private final List<String> notes = new ArrayList<>();
    private final Set<Integer> partitions = new TreeSet<>();
    private int lines;

    LineBook(LoadPlan plan) {
        this.plan = plan;
        this.devices = new DeviceBook[plan.devices()];
        this.silent = new int[plan.devices()];
        for (int device = 0; device < devices.length; device++) {
            devices[device] = new DeviceBook(device, plan.messagesEach());
        }
    }

    /** What each device has sent after all, where the plan leaves it open. */
    synchronized void expect(List<Integer> messagesByDevice) {
        for (DeviceBook book : devices) {
            book.expect(messagesByDevice.get(book.device()));
        }
    }

    /** A line came. */
    synchronized void line(String text) {
        lines++;
        try {
            JsonObject line = new JsonObject(text);
            Optional<DeviceMessage> message = message(line);
            partitions.add(line.getInteger("partition", -1));
            if (message.isEmpty() || message.get().device() >= devices.length) {
                note("no message of the load: " + shortened(text));
                return;
            }
            String mqttTopic = DeviceMessage.topic(message.get().device());
            if (!mqttTopic.equals(line.getString("key"))
                    || !mqttTopic.equals(line.getJsonObject("attributes").getString("mqtt.topic"))) {
                note("not the key and the attributes of " + mqttTopic + ": " + shortened(text));
            }
            devices[message.get().device()].arrived(message.get().number());
        } catch (DecodeException | ClassCastException e) {
            note("no line of JSON: " + shortened(text));
        }
    }

    private Optional<DeviceMessage> message(JsonObject line) {
        Object payload = line.getValue("payload");
        if (!DeviceMessage.isEmpty(payload)) {
            return DeviceMessage.read(payload, plan.payloadBytes());
        }
        OptionalInt device = DeviceMessage.device(line.getString("key"));
        return device.isPresent() && plan.form(device.getAsInt()) == Form.EMPTY
                ? Optional.of(new DeviceMessage(device.getAsInt(), silent[device.getAsInt()]++))
                : Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    private void note(String note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(note);
        }
    }

    /** Different messages that have arrived. */
    synchronized int distinct() {
        int sum = 0;
        for (DeviceBook book : devices) {
            sum += book.distinct();
        }
        return sum;
    }

    /** Messages that came once more. */
    synchronized int duplicates() {
        int sum = 0;
        for (DeviceBook book : devices) {
            sum += book.duplicates();
        }
        return sum;
    }

    /** All lines, also the odd ones. */
    synchronized int lines() {
        return lines;
    }

    synchronized boolean isComplete() {
        return distinct() == expected();
    }

    private long expected() {
        long sum = 0;
        for (DeviceBook book : devices) {
            sum += book.expected();
        }
        return sum;
    }

    /** The partitions that lines came from; -1 stands for a topic without any. */
    synchronized Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    /** Nothing is missing, nothing is foreign, and each device's messages came in order when they first came. */
    synchronized void assertCompleteAndInOrder() {
        List<String> complaints = new ArrayList<>(notes);
        for (DeviceBook book : devices) {
            complaints.addAll(book.complaints());
        }
        assertThat(complaints).as("complaints about what came out").isEmpty();
    }

    @Override
    public synchronized String toString() {
        return distinct() + " of " + expected() + " messages, " + duplicates() + " duplicates";
    }
}
