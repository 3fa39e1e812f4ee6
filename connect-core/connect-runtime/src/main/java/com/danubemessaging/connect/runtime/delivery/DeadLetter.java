package com.danubemessaging.connect.runtime.delivery;

import com.danubemessaging.connect.api.error.ConnectException;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be delivered, as messages: its original bytes, attributes, key and schema, with the reason
 * and the origin as further attributes. What is larger than 3 MiB comes in parts that carry {@value #PART},
 * {@value #PARTS} and the {@value #SHA256} of the whole.
 *
 * @param topic the topic that the record came from or was meant for
 * @param payload its bytes
 * @param attributes its attributes, and those that say why and whence
 * @param key its key
 * @param schemaId its schema's id
 * @param schemaVersion its schema's version
 */
public record DeadLetter(
        String topic,
        Buffer payload,
        Map<String, String> attributes,
        @Nullable String key,
        @Nullable Long schemaId,
        @Nullable Integer schemaVersion) {

    /** Prefix of the attributes that say why. */
    public static final String ERROR = "danube.connect.error.";

    /** Prefix of the attributes that say whence. */
    public static final String ORIGIN = "danube.connect.origin.";

    /** Number of a part, from 1. */
    public static final String PART = "danube.connect.part";

    /** How many parts there are. */
    public static final String PARTS = "danube.connect.parts";

    /** Hex SHA-256 of the whole payload. */
    public static final String SHA256 = "danube.connect.sha256";

    /** Below the broker's limit of 4 MiB, with room for attributes. */
    static final int PART_BYTES = 3 << 20;

    /** Longest reason kept: an error text of a vendor may be a page. */
    private static final int REASON_CHARS = 2000;

    /** Where a record failed. */
    public enum Stage {
        /** Before it could be published. */
        ENCODE,
        /** At the broker. */
        PUBLISH,
        /** In the connector. */
        PROCESS
    }

    /**
     * The attributes that say why.
     *
     * @param attempts how often delivery was tried
     */
    public static Map<String, String> reason(
            String connectorName,
            Stage stage,
            String outcome,
            int attempts,
            @Nullable Throwable cause,
            long timeMillis) {
        Map<String, String> reason = new LinkedHashMap<>();
        String text = cause == null || cause.getMessage() == null ? outcome : cause.getMessage();
        reason.put(ERROR + "reason", text.length() > REASON_CHARS ? text.substring(0, REASON_CHARS) : text);
        reason.put(ERROR + "outcome", outcome);
        if (cause != null) {
            reason.put(ERROR + "kind", ConnectException.kindOf(cause).name().toLowerCase(Locale.ROOT));
            reason.put(ERROR + "class", cause.getClass().getName());
        }
        if (cause instanceof ConnectException known) {
            reason.put(ERROR + "code", known.code().name());
        }
        reason.put(ERROR + "stage", stage.name().toLowerCase(Locale.ROOT));
        reason.put(ERROR + "attempts", Integer.toString(attempts));
        reason.put(ERROR + "connector", connectorName);
        reason.put(ERROR + "time", Long.toString(timeMillis));
        return reason;
    }

    /** What one message of a letter carries; the key and the schema are the letter's. */
    public record Part(Buffer payload, Map<String, String> attributes) {}

    /** The parts to store, in order; at least one. */
    public List<Part> parts() {
        int count = Math.max(1, (payload.length() + PART_BYTES - 1) / PART_BYTES);
        if (count == 1) {
            return List.of(new Part(payload, attributes));
        }
        String digest = sha256();
        List<Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, String> own = new LinkedHashMap<>(attributes);
            own.put(PART, Integer.toString(i + 1));
            own.put(PARTS, Integer.toString(count));
            own.put(SHA256, digest);
            int start = i * PART_BYTES;
            parts.add(new Part(payload.slice(start, Math.min(payload.length(), start + PART_BYTES)), own));
        }
        return parts;
    }

    private String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(payload.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
