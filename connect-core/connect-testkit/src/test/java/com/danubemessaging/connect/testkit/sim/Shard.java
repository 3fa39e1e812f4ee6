package com.danubemessaging.connect.testkit.sim;

/** One of several equal shares of the ranges of a campaign. */
record Shard(int number, int of) {

    Shard {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("a share is one of 1/n to n/n, not " + number + "/" + of);
        }
    }

    /** Reads {@code 2/4}. */
    static Shard parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a share reads like 2/4, not " + text);
        }
        return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean has(long range) {
        return range % of == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
