package com.danubemessaging.embedded.model;

/** The calls of the client API, for faults that are ordered per call. */
public enum BrokerCall {
    /** Registers a producer. */
    CREATE_PRODUCER,
    /** Publishes one message. */
    SEND_MESSAGE,
    /** Registers a consumer. */
    SUBSCRIBE,
    /** Opens a receive stream. */
    RECEIVE_MESSAGES,
    /** Acknowledges one message. */
    ACK,
    /** Refuses one message. */
    NACK,
    /** Asks for the broker of a topic. */
    TOPIC_LOOKUP,
    /** Asks for the partitions of a topic. */
    TOPIC_PARTITIONS,
    /** Asks whether a producer or consumer is known. */
    HEALTH_CHECK,
    /** Adds a version to a schema subject. */
    REGISTER_SCHEMA,
    /** Reads a schema, by id or the latest of a subject. */
    GET_SCHEMA,
    /** Asks whether a schema could be registered. */
    CHECK_COMPATIBILITY,
    /** Any other call of the schema registry. */
    ADMINISTER_SCHEMAS
}
