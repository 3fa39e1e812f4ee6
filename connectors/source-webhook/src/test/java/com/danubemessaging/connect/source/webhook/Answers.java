package com.danubemessaging.connect.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;

/** What answers look like. */
final class Answers {

    private Answers() {}

    static JsonObject json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return new JsonObject(response.body());
    }

    static void assertAccepted(HttpResponse<String> response, String endpoint, String topic) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(new JsonObject()
                        .put("endpoint", endpoint)
                        .put("status", "accepted")
                        .put("topic", topic));
    }

    static void assertUnauthenticated(HttpResponse<String> response, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(json(response))
                .isEqualTo(
                        new JsonObject().put("error", "authentication_failed").put("message", message));
    }

    /** An error with the time at which it happened. */
    static void assertError(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject body = json(response);
        assertThat(body.getString("error")).isEqualTo(error);
        assertTimestamp(body.getString("timestamp"));
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("error", "timestamp");
    }

    static void assertEmpty(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    /** The bytes of a record whose payload is foreign, as all of this connector are. */
    static Buffer payload(SourceRecord record) {
        assertThat(record.payload()).isInstanceOf(SourcePayload.Foreign.class);
        return ((SourcePayload.Foreign) record.payload()).bytes();
    }

    /** RFC 3339 with nanoseconds and a numeric offset. */
    static void assertTimestamp(String text) {
        assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}\\+00:00");
        assertThat(OffsetDateTime.parse(text)).isCloseTo(OffsetDateTime.now(), within(java.time.Duration.ofMinutes(1)));
    }

    private static org.assertj.core.data.TemporalUnitOffset within(java.time.Duration duration) {
        return org.assertj.core.api.Assertions.within(duration.toSeconds(), java.time.temporal.ChronoUnit.SECONDS);
    }
}
