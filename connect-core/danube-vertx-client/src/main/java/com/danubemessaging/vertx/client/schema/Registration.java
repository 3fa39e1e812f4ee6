package com.danubemessaging.vertx.client.schema;

/**
 * What became of a schema to register.
 *
 * @param id the subject's id, unsigned
 * @param version the version that has the definition, unsigned, from 1
 * @param isNew whether it was made; false if the subject had the definition already, whatever its layout
 * @param fingerprint equal for definitions that differ in layout only
 */
public record Registration(long id, int version, boolean isNew, String fingerprint) {}
