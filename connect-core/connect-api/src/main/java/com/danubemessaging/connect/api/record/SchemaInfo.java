package com.danubemessaging.connect.api.record;

import org.jspecify.annotations.Nullable;

/**
 * The schema that a message names.
 *
 * @param id the registry's id of the subject
 * @param version version within the subject, from 1; 0 if the message named none
 * @param subject the subject, if the registry was asked
 * @param type lower-case type ({@code json_schema}, {@code string}, {@code number}, {@code bytes}, {@code avro},
 *     {@code protobuf}), if the registry was asked
 */
public record SchemaInfo(long id, int version, @Nullable String subject, @Nullable String type) {}
