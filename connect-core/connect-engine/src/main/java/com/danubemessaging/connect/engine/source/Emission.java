package com.danubemessaging.connect.engine.source;

/**
 * One emitted record: the token that actions hand out and events bring back.
 *
 * @param <R> the record
 */
public sealed interface Emission<R> permits Emitted {

    /** The record. */
    R record();

    /** The topic's number, as given by {@link SourceEngine#addTopic}. */
    int topic();

    /** Failed attempts so far. */
    int attempts();
}
