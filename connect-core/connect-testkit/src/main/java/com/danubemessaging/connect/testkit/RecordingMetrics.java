package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.ConnectorMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Meters that a test can read. Thread-safe. */
public final class RecordingMetrics implements ConnectorMetrics {

    private record Meter(String name, List<String> tags) {}

    private final Map<Meter, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<Meter, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name, String description, String... tags) {
        LongAdder sum = counters.computeIfAbsent(meter(name, description, tags), ignored -> new LongAdder());
        return amount -> {
            if (amount < 0) {
                throw new IllegalArgumentException("counter " + name + " cannot count down by " + amount);
            }
            sum.add(amount);
        };
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        gauges.put(meter(name, description, tags), value);
    }

    /** The sum of a counter over all its tags; 0 if it was never made. */
    public long counted(String name) {
        return counters.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** The count for exactly these tags: key, value, key, value, …; 0 if it was never made. */
    public long counted(String name, String... tags) {
        LongAdder sum = counters.get(new Meter(name, List.of(tags)));
        return sum == null ? 0 : sum.sum();
    }

    /** What a gauge shows now; empty if it was never made. */
    public OptionalDouble gauge(String name, String... tags) {
        DoubleSupplier value = gauges.get(new Meter(name, List.of(tags)));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.getAsDouble());
    }

    private static Meter meter(String name, String description, String... tags) {
        if (!name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*")) {
            throw new IllegalArgumentException("meter name '" + name + "' must be dotted lower-case words");
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("meter " + name + " needs a description");
        }
        if (tags.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "meter " + name + " has a tag without a value: " + Arrays.toString(tags));
        }
        return new Meter(name, List.of(tags));
    }
}
