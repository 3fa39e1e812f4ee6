package com.danubemessaging.connect.examples.quickstart;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What both ends say of themselves at one moment.
 *
 * @param in records that the source has taken
 * @param published those of them that Danube has confirmed
 * @param returned those of them that stay with the MQTT broker, and come again with the next start
 * @param held those of them that have no end yet
 * @param written records that are in the file
 * @param deadLettered records of either end that could not be delivered
 * @param isReady whether both ends are ready
 */
record Figures(long in, long published, long returned, long held, long written, long deadLettered, boolean isReady) {

    /** From what the two connectors answer to a question for their health. */
    static Figures of(JsonObject source, JsonObject sink) {
        JsonObject taken = source.getJsonObject("detail");
        JsonObject given = sink.getJsonObject("detail");
        return new Figures(
                taken.getLong("emitted", 0L),
                taken.getLong("published", 0L),
                taken.getLong("withdrawn", 0L) + taken.getLong("unknown", 0L),
                taken.getLong("held_records", 0L),
                given.getLong("written", 0L),
                taken.getLong("dead_lettered", 0L) + given.getLong("dead_lettered", 0L),
                source.getBoolean("ready") && sink.getBoolean("ready"));
    }

    /** Whether everything that the source has taken has come to its end. */
    boolean isDrained() {
        return held == 0 && written >= published;
    }

    /** One sentence for the end. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "done: %,d records in, %,d published, %,d written, %,d dead-lettered%s%s",
                in,
                published,
                written,
                deadLettered,
                orNothing(returned, ", %,d left with the MQTT broker"),
                orNothing(published - written, ", %,d not written yet"));
    }

    private static String orNothing(long count, String text) {
        return count <= 0 ? "" : String.format(Locale.ROOT, text, count);
    }
}
