package com.danubemessaging.connect.examples.quickstart;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line a second: records in, records out, in flight, 99th percentile. */
final class Progress {

    private final Pipeline pipeline;
    private final PrintStream out;
    private long lastIn;
    private long lastOut;

    Progress(Pipeline pipeline, PrintStream out) {
        this.pipeline = pipeline;
        this.out = out;
    }

    void print() {
        Future.all(pipeline.source().health(), pipeline.sink().health()).onSuccess(both -> {
            long in = both.<JsonObject>resultAt(0).getJsonObject("detail").getLong("emitted", 0L);
            long written = both.<JsonObject>resultAt(1).getJsonObject("detail").getLong("written", 0L);
            boolean ready = both.<JsonObject>resultAt(0).getBoolean("ready")
                    && both.<JsonObject>resultAt(1).getBoolean("ready");
            out.println(String.format(
                    Locale.ROOT,
                    "in %,9d (%,6d/s)   out %,9d (%,6d/s)   in flight %,5d   p99 %,4d ms%s",
                    in,
                    in - lastIn,
                    written,
                    written - lastOut,
                    Math.max(0, in - written),
                    pipeline.latency().p99SinceLastCall(),
                    ready ? "" : "   NOT READY"));
            lastIn = in;
            lastOut = written;
        });
    }

    void summary() throws Exception {
        JsonObject source =
                pipeline.source().health().await(5, TimeUnit.SECONDS).getJsonObject("detail");
        JsonObject sink = pipeline.sink().health().await(5, TimeUnit.SECONDS).getJsonObject("detail");
        out.println(String.format(
                Locale.ROOT,
                "done: %,d records in, %,d published, %,d written, %,d dead-lettered",
                source.getLong("emitted", 0L),
                source.getLong("published", 0L),
                sink.getLong("written", 0L),
                source.getLong("dead_lettered", 0L) + sink.getLong("dead_lettered", 0L)));
    }
}
