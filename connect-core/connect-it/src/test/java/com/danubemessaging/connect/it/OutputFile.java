package com.danubemessaging.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of the sink, read as it grows, line by line. Keeps book of which messages came and in which order, and of
 * what is odd; not of the lines themselves.
 */
final class OutputFile {

    private static final int MOST_NOTES = 20;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final LoadPlan plan;
    private final DeviceBook[] devices;
    /** Of each device, how many empty messages came: one is like the other, they are numbered as they come. */
    private final int[] silent;

    private final List<String> notes = new ArrayList<>();
    private final Set<Integer> partitions = new TreeSet<>();
    private long position;
    private byte[] rest = new byte[0];

    OutputFile(Path path, LoadPlan plan) {
        this.path = path;
        this.plan = plan;
        this.devices = new DeviceBook[plan.devices()];
        this.silent = new int[plan.devices()];
        for (int device = 0; device < devices.length; device++) {
            devices[device] = new DeviceBook(device, plan.messagesEach());
        }
    }

    /** Reads what was added. A last line without its end is left for the next time. */
    OutputFile read() throws IOException {
        if (!Files.exists(path)) {
            return this;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() < position - rest.length) {
                throw new AssertionError(path + " has lost lines: it has shrunk to " + file.length() + " bytes");
            }
            // A sink that was killed cuts its torn last line off when it comes back.
            position -= rest.length;
            rest = new byte[0];
            file.seek(position);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = file.read(chunk); count > 0; count = file.read(chunk)) {
                position += count;
                take(chunk, count);
            }
        }
        return this;
    }

    private void take(byte[] chunk, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                line(new String(joined(chunk, start, i), UTF_8));
                rest = new byte[0];
                start = i + 1;
            }
        }
        rest = joined(chunk, start, count);
    }

    private byte[] joined(byte[] chunk, int from, int to) {
        byte[] joined = new byte[rest.length + to - from];
        System.arraycopy(rest, 0, joined, 0, rest.length);
        System.arraycopy(chunk, from, joined, rest.length, to - from);
        return joined;
    }

    private void line(String text) {
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
    int distinct() {
        int sum = 0;
        for (DeviceBook book : devices) {
            sum += book.distinct();
        }
        return sum;
    }

    /** Messages that came once more. */
    int duplicates() {
        int sum = 0;
        for (DeviceBook book : devices) {
            sum += book.duplicates();
        }
        return sum;
    }

    boolean isComplete() {
        return distinct() == plan.total();
    }

    /** The partitions that lines came from; -1 stands for a topic without any. */
    Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    /** Nothing is missing, nothing is foreign, and each device's messages came in order when they first came. */
    void assertCompleteAndInOrder() {
        List<String> complaints = new ArrayList<>(notes);
        for (DeviceBook book : devices) {
            complaints.addAll(book.complaints());
        }
        assertThat(complaints).as("complaints about %s", path).isEmpty();
    }

    @Override
    public String toString() {
        return distinct() + " of " + plan.total() + " messages, " + duplicates() + " duplicates";
    }
}
