package com.danubemessaging.connect.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table that grows row by row. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /** A table with these columns. */
    public Table(String... columns) {
        row(columns);
        lines.add("|" + "---|".repeat(columns.length));
    }

    /** Adds a row. */
    public void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
