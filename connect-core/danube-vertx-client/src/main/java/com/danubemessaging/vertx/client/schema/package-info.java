/**
 * Danube's schema registry. A <em>subject</em> has an id and versions; a message carries the id and the version that it
 * was written with, never the schema. A producer that names a
 * {@link com.danubemessaging.vertx.client.schema.SchemaReference} finds both out when it registers and stamps its
 * messages with them; a reader asks the {@link com.danubemessaging.vertx.client.schema.SchemaRegistry} what they mean.
 * Immutable values all, but for the registry itself.
 */
@NullMarked
package com.danubemessaging.vertx.client.schema;

import org.jspecify.annotations.NullMarked;
