/**
 * Records on both sides: {@link com.danubemessaging.connect.api.record.SinkRecord} comes from a Danube topic,
 * {@link com.danubemessaging.connect.api.record.SourceRecord} goes to one. Both are immutable and travel by reference;
 * nobody writes to a payload buffer after the record was built.
 */
@NullMarked
package com.danubemessaging.connect.api.record;

import org.jspecify.annotations.NullMarked;
