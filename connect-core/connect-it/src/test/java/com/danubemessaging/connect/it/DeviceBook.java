package com.danubemessaging.connect.it;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What arrived of one device: all of it, and in the right order at first? */
final class DeviceBook {

    private static final int MOST_COMPLAINTS = 5;

    private final int device;
    private int expected;
    private final BitSet seen = new BitSet();
    private final List<String> disorder = new ArrayList<>();
    private int highest = -1;
    private int duplicates;

    DeviceBook(int device, int expected) {
        this.device = device;
        this.expected = expected;
    }

    int device() {
        return device;
    }

    void expect(int messages) {
        expected = messages;
    }

    int expected() {
        return expected;
    }

    void arrived(int number) {
        if (seen.get(number)) {
            duplicates++;
            return;
        }
        seen.set(number);
        if (number < highest && disorder.size() < MOST_COMPLAINTS) {
            disorder.add("device " + device + ": " + number + " came first after " + highest);
        }
        highest = Math.max(highest, number);
    }

    int distinct() {
        return seen.cardinality();
    }

    int duplicates() {
        return duplicates;
    }

    List<String> complaints() {
        List<String> complaints = new ArrayList<>(disorder);
        int missing = expected - seen.get(0, expected).cardinality();
        if (missing > 0) {
            complaints.add("device " + device + ": " + missing + " are missing, the first is " + seen.nextClearBit(0));
        }
        if (seen.length() > expected) {
            complaints.add("device " + device + ": " + (seen.length() - 1) + " was never sent");
        }
        return complaints;
    }
}
