package com.danubemessaging.connect.benchmarks.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs of a connector and of the bare loop beside it, in turn, so that whatever else the machine does meets both.
 *
 * @param connector its runs
 * @param bare the loop's runs; as many
 */
public record Pairs<T>(List<T> connector, List<T> bare) {

    /** One run. */
    @FunctionalInterface
    public interface Measurement<T> {
        /** Runs and measures. */
        T run() throws Exception;
    }

    /** Measures so many pairs. */
    public static <T> Pairs<T> measure(int pairs, Measurement<T> connector, Measurement<T> bare) throws Exception {
        List<T> ours = new ArrayList<>();
        List<T> theirs = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            theirs.add(bare.run());
            ours.add(connector.run());
            System.out.println("  bare " + theirs.get(i) + "\n  ours " + ours.get(i));
        }
        return new Pairs<>(ours, theirs);
    }

    /** The median of the connector's runs. */
    public double ofConnector(ToDoubleFunction<T> figure) {
        return median(connector.stream().mapToDouble(figure).toArray());
    }

    /** The median of the loop's runs. */
    public double ofBare(ToDoubleFunction<T> figure) {
        return median(bare.stream().mapToDouble(figure).toArray());
    }

    /** The median of the ratios of the pairs, connector to loop. */
    public double ratio(ToDoubleFunction<T> figure) {
        double[] ratios = new double[connector.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(connector.get(i)) / figure.applyAsDouble(bare.get(i));
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
