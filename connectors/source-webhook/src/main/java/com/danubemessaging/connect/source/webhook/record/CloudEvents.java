package com.danubemessaging.connect.source.webhook.record;

import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP, in its three modes: <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 * binding</a>. Attributes become record attributes with the prefix {@code ce_}, as in the Kafka binding.
 */
final class CloudEvents {

    private static final String PREFIX = "ce_";
    private static final String HEADER_PREFIX = "ce-";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final List<String> REQUIRED = List.of("id", "source", "specversion", "type");

    private CloudEvents() {}

    /**
     * The events of a request; empty if it does not carry CloudEvents.
     *
     * @param most events of a batch
     * @throws Refusal if it says that it does, and they are not well formed
     */
    static Optional<List<Event>> read(MultiMap headers, Buffer body, int most) throws Refusal {
        String type =
                Optional.ofNullable(headers.get("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith(BATCH)) {
            List<Event> events = new ArrayList<>();
            for (Buffer element : Json.elements(body, most)) {
                events.add(structured(element));
            }
            return Optional.of(events);
        }
        if (type.startsWith(STRUCTURED)) {
            return Optional.of(List.of(structured(body)));
        }
        return headers.contains("ce-specversion") ? Optional.of(List.of(binary(headers, body))) : Optional.empty();
    }

    private static Event binary(MultiMap headers, Buffer body) throws Refusal {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(HEADER_PREFIX)) {
                attributes.put(PREFIX + name.substring(HEADER_PREFIX.length()), decoded(header.getValue()));
            }
        }
        Optional.ofNullable(headers.get("Content-Type"))
                .ifPresent(type -> attributes.put(PREFIX + "datacontenttype", type));
        return checked(new Event(body, attributes));
    }

    private static String decoded(String value) throws Refusal {
        try {
            return Percent.decode(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("Invalid CloudEvent: a header's percent-encoding is not UTF-8");
        }
    }

    private static Event structured(Buffer body) throws Refusal {
        Map<String, String> attributes = new LinkedHashMap<>();
        Buffer data = Buffer.buffer();
        String text = null;
        try (JsonParser parser = Json.FACTORY.createParser(body.getBytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.invalid("Invalid CloudEvent: it is not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("data_base64") && token != JsonToken.VALUE_NULL) {
                    text = null;
                    data = Buffer.buffer(Base64.getDecoder().decode(parser.getText()));
                } else if (name.equals("data")) {
                    text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                    data = Json.copy(parser);
                } else if (token.isScalarValue()) {
                    if (token != JsonToken.VALUE_NULL) {
                        attributes.put(PREFIX + name, parser.getText());
                    }
                } else {
                    throw Refusal.invalid(
                            "Invalid CloudEvent: attribute " + name + " is not a string, number or boolean");
                }
            }
            if (parser.nextToken() != null) {
                throw Refusal.invalid("Invalid CloudEvent: the body is more than one JSON object");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.invalid("Invalid CloudEvent: the body is not well-formed JSON");
        }
        // Only now: the members of an object have no order, so the type may come after the data.
        if (text != null && isNoJson(attributes.get(PREFIX + "datacontenttype"))) {
            data = Buffer.buffer(text);
        }
        return checked(new Event(data, attributes));
    }

    /** Whether data of this type that stand in a JSON string are the string's text. */
    private static boolean isNoJson(@Nullable String dataType) {
        if (dataType == null) {
            return false;
        }
        String bare = dataType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return !bare.endsWith("/json") && !bare.endsWith("+json");
    }

    private static Event checked(Event event) throws Refusal {
        for (String name : REQUIRED) {
            if (event.attributes().getOrDefault(PREFIX + name, "").isEmpty()) {
                throw Refusal.invalid("Invalid CloudEvent: attribute " + name + " is missing");
            }
        }
        if (!event.attributes().getOrDefault(PREFIX + "specversion", "").startsWith("1.")) {
            throw Refusal.invalid("Invalid CloudEvent: specversion is not 1.0");
        }
        return event;
    }
}
