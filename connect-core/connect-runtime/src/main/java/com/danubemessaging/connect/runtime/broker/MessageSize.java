package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.Producer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is small enough for Danube, told before there is a producer: on the safe side by less than a
 * kibibyte, because the client counts exactly and only when it sends. Stateless.
 */
final class MessageSize {

    /** More than the numbers, the heads of the fields and the broker's address take. */
    private static final int FRAME_BYTES = 1024;

    /** Heads of the three fields of an attribute. */
    private static final int ATTRIBUTE_BYTES = 16;

    /** A message of this estimated size is small enough, whatever its letters take in UTF-8. */
    private static final int CERTAINLY_FITS_BYTES = Producer.MAX_MESSAGE_BYTES / 8;

    private MessageSize() {}

    /** Null if it is small enough. */
    static @Nullable RecordTooLargeException check(OutgoingMessage message, TopicRoute route) {
        if (message.encodedSizeEstimate() <= CERTAINLY_FITS_BYTES) {
            return null;
        }
        long most = Math.max(0, Producer.MAX_MESSAGE_BYTES - beside(message, route));
        int payload = message.payload().length();
        return payload <= most ? null : new RecordTooLargeException(payload, most);
    }

    /** Bytes beside the payload, at most. */
    private static long beside(OutgoingMessage message, TopicRoute route) {
        // Once as the topic, once within the producer's name.
        long size = FRAME_BYTES + 2L * utf8(route.topic()) + utf8(route.connectorName());
        for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
            size += ATTRIBUTE_BYTES + (long) utf8(attribute.getKey()) + utf8(attribute.getValue());
        }
        String key = message.routingKey();
        return key == null ? size : size + utf8(key);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
