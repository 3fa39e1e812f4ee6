package com.danubemessaging.connect.it;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that says which one it is.
 *
 * @param device number of its device, from 0
 * @param number its place among the messages of the device, from 0
 */
record DeviceMessage(int device, int number) {

    /** What a device writes. */
    enum Form {
        /** <code>{"device":7,"number":12,"pad":"xxx…"}</code>, so many bytes long. */
        JSON,
        /** {@code device 7 number 12 xxx…}, which is no JSON. */
        TEXT,
        /** No bytes at all: such messages can only be counted. */
        EMPTY
    }

    private static final Pattern TEXT = Pattern.compile("device (\\d+) number (\\d+) (x*)");
    private static final Pattern TOPIC = Pattern.compile("fleet/d(\\d{1,4})");

    /** The MQTT topic of a device. */
    static String topic(int device) {
        return "fleet/d" + device;
    }

    /**
     * The payload.
     *
     * @param bytes how long it is; what is needed at least, if this is less
     */
    Buffer payload(Form form, int bytes) {
        if (form == Form.EMPTY) {
            return Buffer.buffer();
        }
        String head = form == Form.JSON
                ? "{\"device\":" + device + ",\"number\":" + number + ",\"pad\":\""
                : "device " + device + " number " + number + " ";
        String tail = form == Form.JSON ? "\"}" : "";
        String pad = "x".repeat(Math.max(0, bytes - head.length() - tail.length()));
        return Buffer.buffer(head + pad + tail);
    }

    /** The device that publishes to a topic; empty if none does. */
    static OptionalInt device(@Nullable String topic) {
        Matcher matcher = TOPIC.matcher(topic == null ? "" : topic);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Reads what became of a payload in a Danube record; empty if it is not exactly a payload of this class. */
    static Optional<DeviceMessage> read(@Nullable Object payload, int bytes) {
        if (!(payload instanceof JsonObject json)) {
            return Optional.empty();
        }
        if ("base64".equals(json.getString("encoding"))) {
            return readText(json, bytes);
        }
        DeviceMessage message = new DeviceMessage(json.getInteger("device", -1), json.getInteger("number", -1));
        String pad = json.getString("pad", "");
        int length =
                json.size() == 3 ? pad.length() + message.payload(Form.JSON, 0).length() : -1;
        return length == bytes && isPad(pad) ? Optional.of(message) : Optional.empty();
    }

    /** Whether a payload in a Danube record is what becomes of an empty one. */
    static boolean isEmpty(@Nullable Object payload) {
        return payload instanceof JsonObject json
                && "base64".equals(json.getString("encoding"))
                && "".equals(json.getString("data"))
                && Integer.valueOf(0).equals(json.getInteger("size"));
    }

    private static Optional<DeviceMessage> readText(JsonObject wrapper, int bytes) {
        byte[] original = Base64.getDecoder().decode(wrapper.getString("data"));
        Matcher matcher = TEXT.matcher(new String(original, StandardCharsets.UTF_8));
        return original.length == bytes && wrapper.getInteger("size") == bytes && matcher.matches()
                ? Optional.of(new DeviceMessage(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static boolean isPad(String text) {
        return text.chars().allMatch(c -> c == 'x');
    }
}
