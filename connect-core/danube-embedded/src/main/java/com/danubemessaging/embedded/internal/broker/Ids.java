package com.danubemessaging.embedded.internal.broker;

import java.util.random.RandomGenerator;

/**
 * Random identifiers, 1 to 2^63 - 1: positive when read as signed, because danube-java never checks the health of an id
 * that is not.
 */
final class Ids {

    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    long next() {
        return random.nextLong(1, Long.MAX_VALUE);
    }
}
