package com.danubemessaging.vertx.client.internal;

/** What the client asks of a broker, in the words used for people. */
enum Operation {
    LOOKUP("look up"),
    PARTITIONS("list partitions of"),
    CREATE_PRODUCER("create producer on"),
    SEND("send to"),
    SUBSCRIBE("subscribe to"),
    RECEIVE("receive from"),
    ACK("acknowledge on"),
    NACK("nack on"),
    HEALTH("check health of");

    private final String words;

    Operation(String words) {
        this.words = words;
    }

    /** Verb and preposition, to be followed by a topic. */
    String words() {
        return words;
    }
}
