/**
 * What a connector is proved with.
 *
 * <p>A connector's test extends {@link com.danubemessaging.connect.testkit.SinkContract} or
 * {@link com.danubemessaging.connect.testkit.SourceContract}, says how its external system is prepared, read and
 * broken, and inherits one test for each promise of the SPI. The kit hosts the connector by itself, on an event loop or
 * on a worker as its shape demands, watches every call, and looks for what was left open afterwards. It knows nothing
 * of the runtime, so that the runtime's own tests may use it.
 *
 * <p>The other tools stand alone: contexts that record what a connector reports, builders of records, a clock that only
 * moves when told, a TCP proxy that breaks connections, a Danube broker for each test.
 */
@NullMarked
package com.danubemessaging.connect.testkit;

import org.jspecify.annotations.NullMarked;
