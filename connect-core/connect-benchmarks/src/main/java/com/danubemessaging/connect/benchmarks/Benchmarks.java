package com.danubemessaging.connect.benchmarks;

import com.danubemessaging.connect.benchmarks.engine.EngineFigures;
import com.danubemessaging.connect.benchmarks.load.Quiet;
import com.danubemessaging.connect.benchmarks.report.Machine;
import com.danubemessaging.connect.benchmarks.report.MarkedSection;
import com.danubemessaging.connect.benchmarks.report.Table;
import com.danubemessaging.connect.benchmarks.rig.Latency;
import com.danubemessaging.connect.benchmarks.rig.Pairs;
import com.danubemessaging.connect.benchmarks.rig.Rig;
import com.danubemessaging.connect.benchmarks.rig.Run;
import com.danubemessaging.connect.benchmarks.rig.SecurityRig;
import com.danubemessaging.connect.benchmarks.rig.SinkRig;
import com.danubemessaging.connect.benchmarks.rig.SourceRig;
import com.danubemessaging.connect.benchmarks.rig.Start;
import com.danubemessaging.connect.benchmarks.rig.StartRig;
import com.danubemessaging.connect.benchmarks.rig.WebhookRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, prints a table, and writes it into a document if it is told one. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures the connectors beside bare loops that move the same load over the same broker.")
public final class Benchmarks implements Callable<Integer> {

    /** A part of the measurement. */
    enum Part {
        ENGINE,
        SOURCE,
        WEBHOOK,
        SINK,
        LATENCY,
        TLS,
        START
    }

    @Option(names = "--only", split = ",", description = "Parts: ${COMPLETION-CANDIDATES}; default: all.")
    private Set<Part> parts = Set.of(Part.values());

    @Option(names = "--pairs", defaultValue = "5", description = "Pairs of runs; default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--records",
            defaultValue = "150000",
            description = "Records of a run; as many before them to warm up. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(names = "--rate", defaultValue = "1000", description = "Records per second for latency.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "40", description = "Length of a latency run; its second half counts.")
    private int seconds;

    @Option(names = "--folder", defaultValue = "target/benchmarks", description = "For files of the processes.")
    private Path folder = Path.of("");

    @Option(names = "--jar", description = "source-mqtt's fat jar, for starts; its class-data archive lies beside it.")
    private Optional<Path> jar = Optional.empty();

    @Option(names = "--document", description = "Where the section named benchmarks is replaced.")
    private Optional<Path> document = Optional.empty();

    @Option(names = "--performance", description = "Where the section named tls is replaced.")
    private Optional<Path> performance = Optional.empty();

    private final Table table = new Table("what", "Danube Connect", "bare loop", "ratio");

    private Benchmarks() {}

    /** The program. */
    public static void main(String[] args) {
        Quiet.please();
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (parts.contains(Part.ENGINE)) {
            engine("sink", EngineFigures.ofSink());
            engine("source", EngineFigures.ofSource());
        }
        try (Rig rig = new Rig(folder)) {
            SourceRig source = new SourceRig(rig, records, rate);
            SinkRig sink = new SinkRig(rig, records, rate);
            if (parts.contains(Part.SOURCE)) {
                throughput("source-mqtt, 50 lanes", source.throughput(pairs));
            }
            if (parts.contains(Part.WEBHOOK)) {
                throughput("source-webhook, 32 connections", new WebhookRig(rig, records).throughput(pairs));
            }
            if (parts.contains(Part.SINK)) {
                throughput("sink drain, window 10", sink.drain(pairs, 10));
                throughput("sink drain, window 256", sink.drain(pairs, 256));
            }
            if (parts.contains(Part.LATENCY)) {
                latency("source-mqtt", source.latency(pairs, seconds));
                latency("sink", sink.latency(pairs, seconds));
            }
            if (parts.stream().anyMatch(part -> part != Part.START && part != Part.TLS)) {
                publish("benchmarks", table + "\n\n" + conditions() + ", records of " + Rig.PAYLOAD_BYTES + " bytes.");
            }
            if (parts.contains(Part.TLS)) {
                publish("tls", security(new SecurityRig(rig, source, sink, folder)), performance);
            }
            if (parts.contains(Part.START) && jar.isPresent()) {
                publish("start", starts(new StartRig(rig, jar.get()).measure(pairs)));
            }
        }
        return 0;
    }

    private void publish(String section, String text) throws IOException {
        publish(section, text, document);
    }

    private static void publish(String section, String text, Optional<Path> file) throws IOException {
        System.out.println("\n" + text);
        if (file.isPresent()) {
            MarkedSection.replace(file.get(), section, text);
        }
    }

    private String security(SecurityRig rig) throws Exception {
        Table kinds = new Table("what", "plain text", "TLS", "TLS and token");
        security(kinds, "source-mqtt, 50 lanes", rig.source(pairs));
        security(kinds, "sink drain, window 256", rig.sink(pairs));
        return kinds + "\n\nVersion " + version() + "; " + Machine.describe() + "; medians of " + pairs
                + " interleaved rounds, records of " + Rig.PAYLOAD_BYTES + " bytes.";
    }

    private static void security(Table table, String name, SecurityRig.Runs runs) {
        securityRow(table, name + ", records/s", runs.medians(Run::perSecond));
        securityRow(table, name + ", µs of processor per record", runs.medians(Run::cpuMicros));
        securityRow(table, name + ", bytes allocated per record", runs.medians(Run::allocatedBytes));
    }

    private static void securityRow(Table table, String name, List<Double> figures) {
        table.row(name, whole(figures.get(0)), whole(figures.get(1)), whole(figures.get(2)));
    }

    private String conditions() throws IOException {
        return "Version " + version() + "; " + Machine.describe() + "; medians of " + pairs + " interleaved pairs";
    }

    private String starts(Pairs<Start> pair) throws IOException {
        Table starts = new Table("source-mqtt, fat jar", "`java -jar`", "with class-data archive");
        starts.row(
                "first record in Danube after, ms",
                whole(pair.ofBare(Start::firstRecordMillis)),
                whole(pair.ofConnector(Start::firstRecordMillis)));
        starts.row(
                "resident memory when idle, MiB",
                whole(pair.ofBare(Start::idleMebibytes)),
                whole(pair.ofConnector(Start::idleMebibytes)));
        return starts + "\n\n" + conditions() + ".";
    }

    private void engine(String name, EngineFigures figures) {
        table.row(
                name + " engine alone, one thread, records/s",
                String.format(Locale.ROOT, "%,.0f ± %,.0f", figures.perSecond(), figures.error()),
                "",
                "");
        table.row(name + " engine alone, bytes allocated per record", whole(figures.allocatedBytes()), "", "");
    }

    private void throughput(String name, Pairs<Run> pair) {
        table.row(
                name + ", records/s",
                whole(pair.ofConnector(Run::perSecond)),
                whole(pair.ofBare(Run::perSecond)),
                ratio(pair.ratio(Run::perSecond)));
        table.row(
                name + ", µs of processor per record",
                whole(pair.ofConnector(Run::cpuMicros)),
                whole(pair.ofBare(Run::cpuMicros)),
                ratio(pair.ratio(Run::cpuMicros)));
        table.row(
                name + ", bytes allocated per record",
                whole(pair.ofConnector(Run::allocatedBytes)),
                whole(pair.ofBare(Run::allocatedBytes)),
                ratio(pair.ratio(Run::allocatedBytes)));
    }

    private void latency(String name, Pairs<Latency> pair) {
        String at = String.format(Locale.ROOT, " at %,d records/s", rate);
        table.row(name + at + ", p50 µs", micros(pair, false, true), micros(pair, false, false), added(pair, false));
        table.row(name + at + ", p99 µs", micros(pair, true, true), micros(pair, true, false), added(pair, true));
    }

    private static String micros(Pairs<Latency> pair, boolean isTail, boolean isConnector) {
        return whole(
                isConnector
                        ? pair.ofConnector(isTail ? Latency::p99Micros : Latency::p50Micros)
                        : pair.ofBare(isTail ? Latency::p99Micros : Latency::p50Micros));
    }

    private static String added(Pairs<Latency> pair, boolean isTail) {
        double added = isTail
                ? pair.ofConnector(Latency::p99Micros) - pair.ofBare(Latency::p99Micros)
                : pair.ofConnector(Latency::p50Micros) - pair.ofBare(Latency::p50Micros);
        return String.format(Locale.ROOT, "%+,.0f µs", added);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String version() {
        return Optional.ofNullable(System.getProperty("benchmarks.version")).orElse("unknown");
    }
}
