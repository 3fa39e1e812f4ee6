package com.danubemessaging.connect.source.mqtt;

/**
 * What the broker is asked for: one filter.
 *
 * @param filter as sent
 * @param qos 0 or 1. A route with {@code ExactlyOnce} asks for 1: the MQTT client answers a QoS 2 message with PUBREC
 *     on arrival, which makes the broker forget it before Danube has it; at QoS 1 the one acknowledgement can wait
 * @param label the route that it belongs to, for messages
 */
record Subscription(String filter, Qos qos, String label) {

    /**
     * The broker's answer.
     *
     * @param subscription the question
     * @param code a code of SUBACK (MQTT 3.1.1, 3.9.3): the granted QoS, or 0x80
     */
    record Grant(Subscription subscription, int code) {

        private static final int FAILURE = 0x80;

        /** Whether the broker refused. */
        boolean isRefused() {
            return code >= FAILURE;
        }

        /** Whether the broker delivers with less certainty than was asked for. */
        boolean isDowngraded() {
            return code < subscription.qos().level();
        }
    }
}
