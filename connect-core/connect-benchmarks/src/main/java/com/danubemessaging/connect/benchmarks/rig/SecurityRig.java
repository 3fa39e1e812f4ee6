package com.danubemessaging.connect.benchmarks.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The same runs over plain text, over TLS, and over TLS with tokens, in turn, so that the machine is fair to all. */
public final class SecurityRig {

    private static final int WINDOW = 256;

    private final Rig rig;
    private final SourceRig source;
    private final SinkRig sink;
    private final List<Protection> protections;

    /**
     * A rig.
     *
     * @param folder for certificates
     */
    public SecurityRig(Rig rig, SourceRig source, SinkRig sink, Path folder) throws Exception {
        this.rig = rig;
        this.source = source;
        this.sink = sink;
        Path certificates = Files.createDirectories(folder.resolve("certificates"));
        Protection encrypted = Protection.encrypted(certificates);
        this.protections = List.of(Protection.NONE, encrypted, encrypted.withTokens());
    }

    /**
     * Runs of each kind.
     *
     * @param plain over plain text
     * @param tls over TLS; as many
     * @param tokens over TLS with tokens; as many
     */
    public record Runs(List<Run> plain, List<Run> tls, List<Run> tokens) {

        /** The medians, in this order. */
        public List<Double> medians(ToDoubleFunction<Run> figure) {
            return List.of(median(plain, figure), median(tls, figure), median(tokens, figure));
        }

        private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
            double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /** MQTT to Danube, as fast as it goes. */
    public Runs source(int rounds) throws Exception {
        return measure(rounds, source::flood);
    }

    /** Danube to a sink that does nothing, as fast as it goes. */
    public Runs sink(int rounds) throws Exception {
        return measure(rounds, () -> sink.drain(WINDOW));
    }

    private Runs measure(int rounds, Pairs.Measurement<Run> run) throws Exception {
        List<List<Run>> runs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            for (int round = 0; round < rounds; round++) {
                for (int kind = 0; kind < protections.size(); kind++) {
                    rig.protect(protections.get(kind));
                    runs.get(kind).add(run.run());
                    System.out.println("  " + kind + " " + runs.get(kind).get(round));
                }
            }
        } finally {
            rig.protect(Protection.NONE);
        }
        return new Runs(runs.get(0), runs.get(1), runs.get(2));
    }
}
