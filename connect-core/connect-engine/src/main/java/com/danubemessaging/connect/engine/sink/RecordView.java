package com.danubemessaging.connect.engine.sink;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The records of a batch's entries, seen without a copy; unmodifiable. */
final class RecordView<R> extends AbstractList<R> implements RandomAccess {

    private final List<Entry<R>> entries;

    RecordView(List<Entry<R>> entries) {
        this.entries = entries;
    }

    @Override
    public R get(int index) {
        return entries.get(index).record;
    }

    @Override
    public int size() {
        return entries.size();
    }
}
