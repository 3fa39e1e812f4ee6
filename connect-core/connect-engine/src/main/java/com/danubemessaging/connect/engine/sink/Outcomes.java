package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.Nullable;

/** The outcomes of a batch, read in place: no copy of what the connector returned. */
public interface Outcomes {

    /** How many outcomes there are; must be the number of records in the batch. */
    int size();

    /** The outcome of record {@code index}. */
    Outcome status(int index);

    /** Why, for RETRY and INVALID. */
    @Nullable
    Throwable cause(int index);
}
