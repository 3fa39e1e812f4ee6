/**
 * The schema registry in memory: subjects with their versions, what may follow what, and whether a payload is what its
 * schema says. Avro is read by Apache Avro, JSON Schema by Vert.x JSON Schema; Protobuf definitions are text to a
 * Danube broker, and so they are here. Confined to the broker's event loop; called by the broker's core and its calls.
 */
@NullMarked
package com.danubemessaging.embedded.internal.schema;

import org.jspecify.annotations.NullMarked;
