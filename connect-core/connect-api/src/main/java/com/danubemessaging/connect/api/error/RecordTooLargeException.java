package com.danubemessaging.connect.api.error;

/** A record with more bytes than Danube takes in one message. */
public final class RecordTooLargeException extends InvalidDataException {

    private static final long serialVersionUID = 1L;

    private final long payloadBytes;
    private final long mostBytes;

    /**
     * With the code {@link CoreErrorCode#RECORD_TOO_LARGE}.
     *
     * @param payloadBytes of the record, as it would be published
     * @param mostBytes that its payload may have, beside its key and its attributes
     */
    public RecordTooLargeException(long payloadBytes, long mostBytes) {
        super(
                CoreErrorCode.RECORD_TOO_LARGE,
                "the record's payload of " + payloadBytes + " bytes exceeds the " + mostBytes
                        + " bytes that Danube takes",
                null);
        this.payloadBytes = payloadBytes;
        this.mostBytes = mostBytes;
    }

    /** Bytes of the payload, as it would be published. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Bytes that the payload may have, beside key and attributes. */
    public long mostBytes() {
        return mostBytes;
    }
}
