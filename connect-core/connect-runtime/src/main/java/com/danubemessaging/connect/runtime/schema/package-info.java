/**
 * Values and bytes by schema: what is published for a source's value, and what a sink sees of a payload. One
 * {@link com.danubemessaging.connect.runtime.schema.PayloadCodec} per version of a schema; the languages (Avro, JSON
 * Schema, Protobuf) are seen from here alone, and their classes are loaded when a schema of theirs is used. Knows
 * neither Danube's client nor the registry.
 */
@NullMarked
package com.danubemessaging.connect.runtime.schema;

import org.jspecify.annotations.NullMarked;
