package com.danubemessaging.vertx.client.schema;

import java.time.Instant;

/**
 * A version of a subject in a list, without its definition.
 *
 * @param version the version, unsigned, from 1
 * @param createdAt when it was registered, by the registry's clock, in whole seconds
 * @param createdBy may be empty
 * @param description may be empty
 * @param fingerprint equal for definitions that differ in layout only
 */
public record SchemaVersion(int version, Instant createdAt, String createdBy, String description, String fingerprint) {}
