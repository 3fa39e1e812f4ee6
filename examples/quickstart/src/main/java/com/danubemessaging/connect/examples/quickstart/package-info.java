/**
 * The whole way in one process: an MQTT broker and a Danube broker inside the JVM, a small fleet of simulated devices,
 * source-mqtt and hello-sink as they run in production, and a line of progress every second. {@code DANUBE_SERVICE_URL}
 * and {@code MQTT_BROKER_HOST} replace the embedded brokers by real ones.
 */
@NullMarked
package com.danubemessaging.connect.examples.quickstart;

import org.jspecify.annotations.NullMarked;
