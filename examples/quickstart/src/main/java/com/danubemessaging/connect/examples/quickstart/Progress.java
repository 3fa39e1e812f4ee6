package com.danubemessaging.connect.examples.quickstart;

import java.io.PrintStream;
import java.util.Locale;

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
        pipeline.figures().onSuccess(figures -> {
            out.println(String.format(
                    Locale.ROOT,
                    "in %,9d (%,6d/s)   out %,9d (%,6d/s)   in flight %,5d   p99 %,4d ms%s",
                    figures.in(),
                    figures.in() - lastIn,
                    figures.written(),
                    figures.written() - lastOut,
                    Math.max(0, figures.in() - figures.written()),
                    pipeline.latency().p99SinceLastCall(),
                    figures.isReady() ? "" : "   NOT READY"));
            lastIn = figures.in();
            lastOut = figures.written();
        });
    }
}
