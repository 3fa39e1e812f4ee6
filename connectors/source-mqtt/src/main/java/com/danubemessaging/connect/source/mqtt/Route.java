package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ProducerConfig;

/**
 * One entry of {@code mqtt.routes}.
 *
 * @param index its place in the file, from 0
 * @param filter {@code from}
 * @param qos {@code qos}
 * @param target {@code to} with {@code partitions} and {@code reliable_dispatch}
 */
record Route(int index, TopicFilter filter, Qos qos, ProducerConfig target) {

    /** How messages name the entry, for example {@code mqtt.routes[2] (from = "a/b")}. */
    String label() {
        return "mqtt.routes[" + index + "] (from = \"" + filter + "\")";
    }
}
