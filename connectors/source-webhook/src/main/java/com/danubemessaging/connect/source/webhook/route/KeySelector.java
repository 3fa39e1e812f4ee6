package com.danubemessaging.connect.source.webhook.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a record's key comes from. Immutable. */
public final class KeySelector {

    /** What {@link #isValid} asks for, as the end of a sentence. */
    public static final String RULE =
            "must be header:<name>, path:<name> or json:<pointer>, for example json:/device/id";

    private static final JsonFactory FACTORY = new JsonFactory();

    private enum Place {
        HEADER,
        PATH,
        JSON
    }

    private final Place place;
    private final String name;
    private final @Nullable JsonPointer pointer;

    private KeySelector(Place place, String name, @Nullable JsonPointer pointer) {
        this.place = place;
        this.name = name;
        this.pointer = pointer;
    }

    /** Whether {@link #parse} takes the text. */
    public static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it does not keep to {@link #RULE}
     */
    public static KeySelector parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        if (colon < 0 || name.isEmpty()) {
            throw new IllegalArgumentException(RULE);
        }
        return switch (text.substring(0, colon)) {
            case "header" -> new KeySelector(Place.HEADER, name, null);
            case "path" -> new KeySelector(Place.PATH, name, null);
            case "json" -> new KeySelector(Place.JSON, name, JsonPointer.compile(name));
            default -> throw new IllegalArgumentException(RULE);
        };
    }

    /** Whether the pattern has the segment that is named, if one is. */
    public boolean fits(PathPattern pattern) {
        return place != Place.PATH || pattern.names().contains(name);
    }

    /** The key of one record; null if it is not there, or is no text, number or boolean. */
    public @Nullable String select(MultiMap headers, Map<String, String> variables, Buffer payload) {
        return switch (place) {
            case HEADER -> headers.get(name);
            case PATH -> variables.get(name);
            case JSON -> scalarAt(payload);
        };
    }

    private @Nullable String scalarAt(Buffer payload) {
        JsonPointer at = pointer;
        if (at == null) {
            return null;
        }
        try (JsonParser all = FACTORY.createParser(payload.getBytes());
                JsonParser selected = new FilteringParserDelegate(
                        all, new JsonPointerBasedFilter(at), Inclusion.ONLY_INCLUDE_ALL, false)) {
            JsonToken token = selected.nextToken();
            return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL ? selected.getText() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** As in the configuration. */
    @Override
    public String toString() {
        return place.name().toLowerCase(java.util.Locale.ROOT) + ':' + name;
    }
}
