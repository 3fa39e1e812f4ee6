package com.danubemessaging.connect.examples.quickstart;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What the connectors say of themselves at one moment.
 *
 * @param in records that the sources have taken
 * @param published those of them that Danube has confirmed
 * @param returned those of them that stay with the MQTT broker or an HTTP sender, and come again
 * @param held those of them that have no end yet
 * @param written records that are in the file
 * @param deadLettered records of either end that could not be delivered
 * @param isReady whether all connectors are ready
 */
record Figures(long in, long published, long returned, long held, long written, long deadLettered, boolean isReady) {

    /** From what the connectors answer to a question for their health. */
    static Figures of(List<JsonObject> sources, JsonObject sink) {
        JsonObject given = sink.getJsonObject("detail");
        return new Figures(
                sum(sources, "emitted"),
                sum(sources, "published"),
                sum(sources, "withdrawn") + sum(sources, "unknown"),
                sum(sources, "held_records"),
                given.getLong("written", 0L),
                sum(sources, "dead_lettered") + given.getLong("dead_lettered", 0L),
                sources.stream().allMatch(source -> source.getBoolean("ready")) && sink.getBoolean("ready"));
    }

    private static long sum(List<JsonObject> sources, String name) {
        return sources.stream()
                .mapToLong(source -> source.getJsonObject("detail").getLong(name, 0L))
                .sum();
    }

    /** Whether everything that the sources have taken has come to its end. */
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
                orNothing(returned, ", %,d left with who sent them"),
                orNothing(published - written, ", %,d not written yet"));
    }

    private static String orNothing(long count, String text) {
        return count <= 0 ? "" : String.format(Locale.ROOT, text, count);
    }
}
