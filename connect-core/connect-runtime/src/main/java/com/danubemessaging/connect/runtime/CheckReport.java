package com.danubemessaging.connect.runtime;

import java.util.List;

/**
 * What {@code check} found.
 *
 * @param items one line for each thing that was tried, in order
 */
public record CheckReport(List<Item> items) {

    /**
     * One thing that was tried.
     *
     * @param name what
     * @param ok whether it works
     * @param detail one sentence: what was seen, or what is wrong and what to do
     */
    public record Item(String name, boolean ok, String detail) {}

    /** Copies. */
    public CheckReport {
        items = List.copyOf(items);
    }

    /** Whether everything works. */
    public boolean isOk() {
        return items.stream().allMatch(Item::ok);
    }
}
