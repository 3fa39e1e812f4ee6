package com.danubemessaging.embedded.internal.broker;

/**
 * A registration to publish; it lives as long as the topic object it belongs to.
 *
 * @param id what messages are published under
 * @param name unique within the topic
 * @param topic the topic object; another one of the same name is another registration's
 */
record Producer(long id, String name, Topic topic) {}
