package com.danubemessaging.connect.source.webhook.record;

import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts JSON without changing its values: numbers keep all their digits. */
final class Json {

    static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * The elements of an array.
     *
     * @throws Refusal with status 400 if the body is something else, 413 if there are more than {@code most}
     */
    static List<Buffer> elements(Buffer body, int most) throws Refusal {
        List<Buffer> elements = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Refusal.invalid("The body is not a JSON array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (elements.size() == most) {
                    throw Refusal.tooMany(most);
                }
                elements.add(copy(parser));
            }
            if (parser.nextToken() != null) {
                throw Refusal.invalid("The body is not one JSON array");
            }
        } catch (IOException e) {
            throw Refusal.invalid("The body is not a JSON array");
        }
        return elements;
    }

    /** The value that the parser stands on, written anew without white space. */
    static Buffer copy(JsonParser parser) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                generator.copyCurrentEventExact(parser);
            } while (depth > 0 && parser.nextToken() != null);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
