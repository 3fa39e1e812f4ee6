package com.danubemessaging.connect.source.webhook.record;

import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.danubemessaging.connect.source.webhook.route.Route;
import com.danubemessaging.connect.source.webhook.route.Routes;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as records. The payload is foreign: without a schema JSON stays JSON and everything else is wrapped.
 * Attributes, for example: {@code webhook.source=connector-1, webhook.endpoint=/events,
 * webhook.timestamp=2026-11-24T02:00:00.000000000+00:00, webhook.ip=192.0.2.7, webhook.user_agent=curl/8,
 * webhook.content_type=application/json, webhook.path.device=d7}.
 */
public final class RecordMapper {

    /** Records of one body. */
    public static final int MOST_RECORDS = 1000;

    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'+00:00'")
            .withZone(ZoneOffset.UTC);

    private final String connectorName;

    /** Records say that they come from this connector. */
    public RecordMapper(String connectorName) {
        this.connectorName = connectorName;
    }

    /** RFC 3339 with nanoseconds and {@code +00:00}. */
    public static String rfc3339(Instant instant) {
        return NANOS.format(instant);
    }

    /**
     * The records of a body, at least one.
     *
     * @param path decoded
     * @param address what forwarding headers say, if they are believed
     * @throws Refusal if the body cannot be split as the route asks, or is no CloudEvent and says that it is
     */
    public List<SourceRecord> toRecords(
            Routes.Match match, String path, MultiMap headers, Buffer body, Instant arrival, Optional<String> address)
            throws Refusal {
        Map<String, String> attributes = attributes(match, path, headers, arrival, address);
        List<Event> events = events(match.route(), headers, body);
        if (events.isEmpty()) {
            throw Refusal.invalid("The body holds no event");
        }
        List<SourceRecord> records = new ArrayList<>(events.size());
        for (Event event : events) {
            records.add(toRecord(match, headers, event, attributes));
        }
        return records;
    }

    private static List<Event> events(Route route, MultiMap headers, Buffer body) throws Refusal {
        if (route.cloudEvents()) {
            Optional<List<Event>> events = CloudEvents.read(headers, body, MOST_RECORDS);
            if (events.isPresent()) {
                return events.get();
            }
        }
        return switch (route.split()) {
            case NONE -> List.of(plain(body));
            case JSON_ARRAY ->
                Json.elements(body, MOST_RECORDS).stream()
                        .map(RecordMapper::plain)
                        .toList();
            case LINES -> lines(body);
        };
    }

    private static Event plain(Buffer payload) {
        return new Event(payload, Map.of());
    }

    private static List<Event> lines(Buffer body) throws Refusal {
        List<Event> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length(); i++) {
            if (i == body.length() || body.getByte(i) == '\n') {
                int end = i > start && body.getByte(i - 1) == '\r' ? i - 1 : i;
                if (end > start) {
                    if (events.size() == MOST_RECORDS) {
                        throw Refusal.tooMany(MOST_RECORDS);
                    }
                    events.add(plain(body.slice(start, end)));
                }
                start = i + 1;
            }
        }
        return events;
    }

    private static SourceRecord toRecord(
            Routes.Match match, MultiMap headers, Event event, Map<String, String> common) {
        Map<String, String> attributes = common;
        if (!event.attributes().isEmpty()) {
            attributes = new LinkedHashMap<>(common);
            attributes.putAll(event.attributes());
        }
        SourceRecord record = SourceRecord.fromForeign(match.route().target().topic(), event.payload())
                .withAttributes(attributes);
        return match.route()
                .key()
                .map(selector -> record.withKey(selector.select(headers, match.variables(), event.payload())))
                .orElse(record);
    }

    private Map<String, String> attributes(
            Routes.Match match, String path, MultiMap headers, Instant arrival, Optional<String> address) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("webhook.source", connectorName);
        attributes.put("webhook.endpoint", path);
        attributes.put("webhook.timestamp", rfc3339(arrival));
        address.ifPresent(ip -> attributes.put("webhook.ip", ip));
        putIfVisible(attributes, "webhook.user_agent", headers.get("User-Agent"));
        putIfVisible(attributes, "webhook.content_type", headers.get("Content-Type"));
        match.variables().forEach((name, value) -> attributes.put("webhook.path." + name, value));
        return attributes;
    }

    private static void putIfVisible(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            attributes.put(name, value);
        }
    }
}
