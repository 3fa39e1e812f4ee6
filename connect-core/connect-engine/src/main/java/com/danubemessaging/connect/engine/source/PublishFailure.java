package com.danubemessaging.connect.engine.source;

/** Why a publish failed. */
public enum PublishFailure {
    /** May pass, and the record was certainly not stored: again. */
    TRANSIENT,
    /** May pass, but the record may have been stored: again, it may come twice. */
    AMBIGUOUS,
    /** The record can never be published: dead letter, skip or stop. */
    INVALID,
    /** The record is larger than a message may be: as INVALID, the dead letter comes in parts. */
    TOO_LARGE,
    /** The broker refuses the producer, not the record: wait and try again, for ever. */
    REFUSED
}
