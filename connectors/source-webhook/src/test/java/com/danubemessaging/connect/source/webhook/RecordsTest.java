package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.Answers.assertError;
import static com.danubemessaging.connect.source.webhook.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of paths and bodies. */
class RecordsTest {

    private static String route(String rest) {
        return "[auth]\ntype = \"none\"\n[[routes]]\nto = \"/default/events\"\n" + rest;
    }

    private static List<String> payloads(List<SourceRecord> records) {
        return records.stream()
                .map(record -> Answers.payload(record).toString())
                .toList();
    }

    @Test
    void aSegmentInBracesStandsForAnyAndExactPathsWin() throws Exception {
        String toml = route("from = \"/devices/{device}/events\"\nkey_from = \"path:device\"\n")
                + "[[routes]]\nfrom = \"/devices/d0/events\"\nto = \"/default/other\"\n";
        try (WebhookRig rig = WebhookRig.start(toml)) {
            assertThat(rig.post("/devices/d%207/events", "{}").statusCode()).isEqualTo(200);
            assertThat(rig.post("/devices/d0/events", "{}").statusCode()).isEqualTo(200);
            assertThat(rig.post("/devices//events", "{}").statusCode()).isEqualTo(404);
            assertThat(rig.post("/devices/a/b/events", "{}").statusCode()).isEqualTo(404);

            SourceRecord matched = rig.danube().next().single();
            assertThat(matched.key()).isEqualTo("d 7");
            assertThat(matched.attributes())
                    .containsEntry("webhook.path.device", "d 7")
                    .containsEntry("webhook.endpoint", "/devices/d 7/events");
            assertThat(rig.danube().next().single().topic()).isEqualTo("/default/other");
        }
    }

    @Test
    void aKeyComesFromAHeaderOrFromTheBody() throws Exception {
        String toml = route("from = \"/h\"\nkey_from = \"header:X-Device\"\n")
                + "[[routes]]\nfrom = \"/j\"\nto = \"/default/events\"\nkey_from = \"json:/device/id\"\n";
        try (WebhookRig rig = WebhookRig.start(toml)) {
            rig.post("/h", "{}", "x-device", "d1");
            rig.post("/j", "{\"a\":[1,{\"id\":9}],\"device\":{\"n\":1,\"id\":42}}");
            rig.post("/j", "{\"device\":{\"id\":null}}");
            rig.post("/j", "no json");

            assertThat(rig.danube().next().single().key()).isEqualTo("d1");
            assertThat(rig.danube().next().single().key()).isEqualTo("42");
            assertThat(rig.danube().next().single().key()).isNull();
            assertThat(rig.danube().next().single().key()).isNull();
        }
    }

    @Test
    void orderIsKeptOnlyWhereThereIsAKey() throws Exception {
        String toml = route("from = \"/a\"\n")
                + "[[routes]]\nfrom = \"/b\"\nto = \"/default/keyed\"\nkey_from = \"header:K\"\nreliable_dispatch = true\n"
                + "[[routes]]\nfrom = \"/c\"\nto = \"/default/keyed\"\npartitions = 3\n";

        List<ProducerConfig> topics =
                WebhookSettings.from(WebhookRig.load(toml, Map.of())).routes().producerConfigs();

        assertThat(topics)
                .containsExactly(
                        new ProducerConfig("/default/events", 0, false, Ordering.NONE),
                        new ProducerConfig("/default/keyed", 3, false, Ordering.KEY));
    }

    @Test
    void otherMethodsAreTakenWhereTheyAreConfigured() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nmethods = [\"PUT\", \"POST\"]\n"))) {
            assertThat(rig.send(rig.request("/e")
                                    .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = rig.send(rig.request("/e").DELETE().build());
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).hasValue("POST,PUT");
        }
    }

    @Test
    void anArrayIsARecordForEachElementAndItsNumbersStay() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nsplit = \"json_array\"\n"))) {
            HttpResponse<String> response = rig.post(
                    "/e", "[ {\"a\" : 2.50, \"b\":[1, 12345678901234567890]}, \"text\", null, 0.1234567890123456789 ]");

            assertThat(json(response).getInteger("events")).isEqualTo(4);
            assertThat(payloads(rig.danube().next().records()))
                    .containsExactly(
                            "{\"a\":2.50,\"b\":[1,12345678901234567890]}", "\"text\"", "null", "0.1234567890123456789");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1,", "[1] 2", "nonsense"})
    void aBodyThatIsNoArrayIsRefusedWhereOneIsAskedFor(String body) throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nsplit = \"json_array\"\n"))) {
            HttpResponse<String> response = rig.post("/e", body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).getString("error")).startsWith("The body is not ");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void anEmptyArrayHoldsNoEvent() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nsplit = \"json_array\"\n"))) {
            assertError(rig.post("/e", "[]"), 400, "The body holds no event");
        }
    }

    @Test
    void linesAreRecordsAndTooManyAreRefused() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nsplit = \"lines\"\n"))) {
            rig.post("/e", "{\"a\":1}\r\n\n{\"a\":2}\nlast");
            assertThat(payloads(rig.danube().next().records())).containsExactly("{\"a\":1}", "{\"a\":2}", "last");

            assertThat(rig.post("/e", "x\n".repeat(1000)).statusCode()).isEqualTo(200);
            assertError(rig.post("/e", "x\n".repeat(1001)), 413, "The body has more than 1000 events");
        }
    }

    @Test
    void partOfABodyThatIsNotConfirmedIsNotAccepted() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\nsplit = \"lines\"\n"))) {
            rig.danube().hold();
            var answer = rig.sendLater(rig.postOf("/e", "a\nb\nc"));
            rig.danube()
                    .next()
                    .end()
                    .complete(List.of(EmitOutcome.PUBLISHED, EmitOutcome.WITHDRAWN, EmitOutcome.UNKNOWN));

            assertError(
                    answer.get(10, java.util.concurrent.TimeUnit.SECONDS),
                    503,
                    "Danube has not confirmed 2 of 3 events in time; send the request again");
        }
    }

    @Test
    void aBinaryCloudEventGivesItsAttributes() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\ncloud_events = true\n"))) {
            rig.post(
                    "/e",
                    "data",
                    "ce-specversion",
                    "1.0",
                    "ce-id",
                    "1",
                    "ce-source",
                    "/s",
                    "ce-type",
                    "t%20%C3%A4",
                    "Content-Type",
                    "text/plain");

            SourceRecord record = rig.danube().next().single();
            assertThat(Answers.payload(record).toString()).isEqualTo("data");
            assertThat(record.attributes())
                    .containsEntry("ce_id", "1")
                    .containsEntry("ce_source", "/s")
                    .containsEntry("ce_type", "t ä")
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_datacontenttype", "text/plain");
        }
    }

    @Test
    void structuredAndBatchedCloudEventsGiveTheirData() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\",\"n\":1,%s}";
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\ncloud_events = true\n"))) {
            rig.post(
                    "/e",
                    event.formatted("a", "\"data\":{\"x\":2.50}"),
                    "Content-Type",
                    "application/cloudevents+json; charset=utf-8");
            rig.post(
                    "/e",
                    "[" + event.formatted("b", "\"data_base64\":\"AAE=\"") + ","
                            + event.formatted("c", "\"datacontenttype\":\"text/plain\",\"data\":\"plain\"") + ","
                            + event.formatted("d", "\"data\":\"json text\"") + "]",
                    "Content-Type",
                    "application/cloudevents-batch+json");

            SourceRecord structured = rig.danube().next().single();
            assertThat(Answers.payload(structured).toString()).isEqualTo("{\"x\":2.50}");
            assertThat(structured.attributes()).containsEntry("ce_id", "a").containsEntry("ce_n", "1");
            List<SourceRecord> batch = rig.danube().next().records();
            assertThat(batch)
                    .extracting(record -> record.attributes().get("ce_id"))
                    .containsExactly("b", "c", "d");
            assertThat(payloads(batch)).containsExactly("\u0000\u0001", "plain", "\"json text\"");
        }
    }

    @Test
    void theTypeOfTheDataCountsAlsoWhenItComesAfterThem() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                + "\"data\":\"a\\u0020b\",\"datacontenttype\":\"%s\"}";
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\ncloud_events = true\n"))) {
            for (String type : List.of("text/plain; charset=utf-8", "application/json", "application/vnd.x+json")) {
                rig.post("/e", event.formatted(type), "Content-Type", "application/cloudevents+json");
            }

            assertThat(payloads(rig.danube().next().records())).containsExactly("a b");
            assertThat(payloads(rig.danube().next().records())).containsExactly("\"a b\"");
            assertThat(payloads(rig.danube().next().records())).containsExactly("\"a b\"");
        }
    }

    @Test
    void whatComesBehindAStructuredCloudEventIsRefused() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\ncloud_events = true\n"))) {
            assertError(
                    rig.post("/e", event + event, "Content-Type", "application/cloudevents+json"),
                    400,
                    "Invalid CloudEvent: the body is more than one JSON object");
            assertError(
                    rig.post("/e", event + " x", "Content-Type", "application/cloudevents+json"),
                    400,
                    "Invalid CloudEvent: the body is not well-formed JSON");
            assertThat(rig.post("/e", event + " \n", "Content-Type", "application/cloudevents+json")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCloudEventThatIsNoneIsRefused() throws Exception {
        try (WebhookRig rig = WebhookRig.start(route("from = \"/e\"\ncloud_events = true\n"))) {
            assertError(
                    rig.post("/e", "{}", "Content-Type", "application/cloudevents+json"),
                    400,
                    "Invalid CloudEvent: attribute id is missing");
            assertError(
                    rig.post("/e", "[1]", "Content-Type", "application/cloudevents+json"),
                    400,
                    "Invalid CloudEvent: it is not a JSON object");
            assertError(
                    rig.post("/e", "{", "Content-Type", "application/cloudevents+json"),
                    400,
                    "Invalid CloudEvent: the body is not well-formed JSON");
            assertError(
                    rig.post("/e", "", "ce-specversion", "0.3", "ce-id", "1", "ce-source", "s", "ce-type", "t"),
                    400,
                    "Invalid CloudEvent: specversion is not 1.0");
            assertThat(rig.post("/e", "{}").statusCode())
                    .as("no CloudEvent at all")
                    .isEqualTo(200);
        }
    }

    @Test
    void routesThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/health\"\n"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("routes[0].from: '/health' is the connector's own");
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/a{b}\"\n"), Map.of()))
                .hasMessageContaining("must start with / and have only whole segments in braces");
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/{b}\"\nkey_from = \"path:c\"\n"), Map.of()))
                .hasMessageContaining("routes[0].key_from: 'path:c' names no segment in braces of '/{b}'");
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/a\"\nkey_from = \"query:c\"\n"), Map.of()))
                .hasMessageContaining("must be header:<name>, path:<name> or json:<pointer>");
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/a\"\nmethods = [\"GET\"]\n"), Map.of()))
                .hasMessageContaining("must be some of POST, PUT, PATCH and DELETE");
        assertThatThrownBy(
                        () -> WebhookRig.load(route("from = \"/a\"\n").replace("/default/events", "events"), Map.of()))
                .hasMessageContaining("routes[0].to: 'events' is no Danube topic");
        assertThatThrownBy(() -> WebhookRig.load(
                        route("from = \"/a\"\n[routes.rate_limit]\nrequests_per_second = 1\n"), Map.of()))
                .hasMessageContaining("routes[0].rate_limit.burst_size: is missing");
        assertThatThrownBy(() -> WebhookRig.load(route("from = \"/a\"\n[routes.auth]\nheader = \"X\"\n"), Map.of()))
                .hasMessageContaining("routes[0].auth.type: is missing");
    }
}
