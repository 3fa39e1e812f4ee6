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
    HEALTH("check health of"),
    REGISTER_SCHEMA("register schema", "subject"),
    READ_SCHEMA("read schema", "subject"),
    CHECK_SCHEMA("check compatibility of schema", "subject"),
    CHANGE_SCHEMA("change schema", "subject"),
    TOPIC_SCHEMA("read or change the schema of"),
    READ_POLICY("read the failure policy on"),
    SET_POLICY("set the failure policy on"),
    READ_WINDOW("read the window on"),
    DESCRIBE("describe"),
    LIST_TOPICS("list the topics of", "namespace");

    private final String words;
    private final String object;

    Operation(String words) {
        this(words, "topic");
    }

    Operation(String words, String object) {
        this.words = words;
        this.object = object;
    }

    /** What it is done to. */
    String object() {
        return object;
    }

    /** Whether it concerns the schema registry. */
    boolean isOfSchemas() {
        return switch (this) {
            case REGISTER_SCHEMA, READ_SCHEMA, CHECK_SCHEMA, CHANGE_SCHEMA, TOPIC_SCHEMA -> true;
            default -> false;
        };
    }

    /** Whether it is asked of an admin port. */
    boolean isOfAdministration() {
        return switch (this) {
            case READ_POLICY, SET_POLICY, READ_WINDOW, DESCRIBE, LIST_TOPICS -> true;
            default -> false;
        };
    }

    /**
     * Whether it is only done by who has registered before. Its credentials were good then, so their refusal is taken
     * for something that will be mended while records wait.
     */
    boolean needsRegistration() {
        return switch (this) {
            case SEND, RECEIVE, ACK, NACK, HEALTH -> true;
            default -> false;
        };
    }

    /** Verb and preposition, to be followed by a topic or subject. */
    String words() {
        return words;
    }
}
