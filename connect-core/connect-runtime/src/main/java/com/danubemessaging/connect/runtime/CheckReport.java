package com.danubemessaging.connect.runtime;

import java.util.List;

/**
 * What {@code check} found.
 *
 * @param items one line for each thing that was tried, in order
 * @param notes what is worth knowing beside that, and fails nothing
 */
public record CheckReport(List<Item> items, List<Note> notes) {

    /**
     * Something that was found out.
     *
     * @param name about what
     * @param isHazard whether it may cost records or time
     * @param detail one sentence, with a pointer to the documentation where it is a hazard
     */
    public record Note(String name, boolean isHazard, String detail) {}

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
        notes = List.copyOf(notes);
    }

    /** Whether everything works. */
    public boolean isOk() {
        return items.stream().allMatch(Item::ok);
    }
}
