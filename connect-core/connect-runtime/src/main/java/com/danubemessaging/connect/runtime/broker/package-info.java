/**
 * Danube's messages as records in and out: subscriptions with an inlet for each partition, routes that publish, dead
 * letter topics, the care for subscriptions by way of the admin port, identity of deliveries, lazy decoding, encoding,
 * and what a failure of the client means to the engine. The only room that sees the Danube client, so that everything
 * above speaks of records and outcomes.
 */
@NullMarked
package com.danubemessaging.connect.runtime.broker;

import org.jspecify.annotations.NullMarked;
