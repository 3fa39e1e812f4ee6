package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Do a connector's counters add up? Every record that came in has exactly one end, or is still held; and what people
 * see on {@code /metrics} is what {@code /ready} says.
 */
final class Accounts {

    private static final Duration SETTLED = Duration.ofSeconds(15);

    private Accounts() {}

    /** Of a sink, at any moment, also in the middle of a fault. */
    static void assertNothingIsUnaccountedForIn(Stage sink) throws Exception {
        JsonObject counts = sink.page().detail();
        assertThat(open(counts))
                .as("deliveries without an end, of those held: %s", counts)
                .isBetween(0L, counts.getLong("held_records"));
    }

    /** Of a sink that holds nothing any more. */
    static void assertSinkAddsUp(Stage sink) throws Exception {
        awaitEmpty(sink);
        JsonObject counts = sink.page().detail();
        assertThat(open(counts)).as("deliveries without an end: %s", counts).isZero();
        assertThat(counts.getLong("order_violations")).as("order violations").isZero();
        AdminPage page = sink.page();
        assertThat(page.counter("danube_connector_messages_received_total")).isEqualTo(counts.getLong("received"));
        assertThat(page.counter("danube_connector_messages_processed_total")).isEqualTo(counts.getLong("acknowledged"));
        assertThat(counts.getLong("acknowledged"))
                .as("acknowledgements: one for each record that ended, and at most one for each copy: %s", counts)
                .isBetween(ended(counts), ended(counts) + counts.getLong("duplicates"));
        assertThat(page.counter("danube_connect_dead_letters_total")).isEqualTo(counts.getLong("dead_lettered"));
        assertThat(page.counter("danube_connect_skipped_total")).isEqualTo(counts.getLong("skipped"));
    }

    /** Of a source that holds nothing any more. */
    static void assertSourceAddsUp(Stage source) throws Exception {
        awaitEmpty(source);
        JsonObject counts = source.page().detail();
        assertThat(counts.getLong("emitted"))
                .as("emitted, as the sum of all ends: %s", counts)
                .isEqualTo(counts.getLong("published")
                        + counts.getLong("dead_lettered")
                        + counts.getLong("skipped")
                        + counts.getLong("withdrawn")
                        + counts.getLong("unknown"));
        AdminPage page = source.page();
        assertThat(page.counter("danube_connector_messages_processed_total")).isEqualTo(counts.getLong("published"));
        assertThat(page.counter("danube_connect_dead_letters_total")).isEqualTo(counts.getLong("dead_lettered"));
        assertThat(page.counter("danube_connect_mqtt_messages_acknowledged_total"))
                .as("acknowledged to the MQTT broker: %s", counts)
                .isLessThanOrEqualTo(
                        counts.getLong("published") + counts.getLong("dead_lettered") + counts.getLong("skipped"));
    }

    /**
     * Of its present life. After a kill, what the life before had acknowledged since it last wrote its position down is
     * counted as uncertain, and is no gap.
     */
    static void assertNoGaps(Stage sink) throws Exception {
        assertThat(sink.page().detail().getLong("gap_records")).as("gaps").isZero();
    }

    private static void awaitEmpty(Stage stage) {
        await("nothing is held any more").atMost(SETTLED).until(() -> Long.valueOf(0)
                .equals(stage.page().detail().getLong("held_records")));
    }

    private static long ended(JsonObject counts) {
        return counts.getLong("written") + counts.getLong("dead_lettered") + counts.getLong("skipped");
    }

    private static long open(JsonObject counts) {
        return counts.getLong("received") - counts.getLong("duplicates") - ended(counts);
    }
}
