package com.danubemessaging.connect.runtime.broker;

/**
 * Something that a check found out about a subscription or a topic.
 *
 * @param kind how much it matters
 * @param text one sentence for the person who runs the connector
 */
public record Finding(Kind kind, String text) {

    /** How much a finding matters. */
    public enum Kind {
        /** Worth knowing. */
        FACT,
        /** May cost records or time; the sentence says how and what helps. */
        HAZARD,
        /** What is configured does not work. */
        FAILURE
    }

    static Finding fact(String text) {
        return new Finding(Kind.FACT, text);
    }

    /** @param number the hazard's number, {@code H4} */
    static Finding hazard(String text, String number) {
        return new Finding(Kind.HAZARD, text + " (" + number + " in danube-broker.md)");
    }

    static Finding failure(String text) {
        return new Finding(Kind.FAILURE, text);
    }
}
