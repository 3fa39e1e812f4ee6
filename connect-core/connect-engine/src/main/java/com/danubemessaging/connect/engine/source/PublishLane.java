package com.danubemessaging.connect.engine.source;

/**
 * What is published strictly one after the other: a key, or a partition. Exists while one of its records is ready or
 * under way; the others are behind it.
 */
final class PublishLane<R> {

    final Object key;
    final EmissionQueue<R> behind = new EmissionQueue<>();

    PublishLane(Object key) {
        this.key = key;
    }
}
