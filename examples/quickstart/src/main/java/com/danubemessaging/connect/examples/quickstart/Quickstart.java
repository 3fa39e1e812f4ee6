package com.danubemessaging.connect.examples.quickstart;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.RunningConnector;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The quickstart's command line. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "MQTT and HTTP to Danube to a file, everything in one process. Ctrl-C ends it.")
public final class Quickstart implements Callable<Integer> {

    private static final int METRICS_PORT = 9090;
    private static final long FLEET_SECONDS = 5;

    /** Longest wait at the end for what is on its way. */
    private static final long DRAIN_SECONDS = 10;

    /** Longest wait of a signal for all of the end. */
    private static final long STOP_SECONDS = 30;

    @Option(
            names = "--fleet",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Simulate devices that publish (default: ${DEFAULT-VALUE}); --no-fleet leaves the publishing to you.")
    private boolean fleet;

    @Option(
            names = "--devices",
            defaultValue = "10",
            description = "How many simulated devices (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Messages per second of the whole fleet (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "0",
            description = "Stop after so many seconds; 0 runs until Ctrl-C (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--output",
            defaultValue = "target/quickstart/records.jsonl",
            description = "File that the sink appends to (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("target/quickstart/records.jsonl");

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            description = "Port for events over HTTP, -1 for none (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    private final Map<String, String> environment;

    Quickstart(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs until the time is over or the process is told to end. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Quickstart(System.getenv())).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try {
            run();
            return 0;
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private void run() throws Exception {
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Vertx vertx = Vertx.vertx();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(end, ended), "quickstart-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Fleet devicesRunning = null;
        try (Brokers brokers = Brokers.start(vertx, environment)) {
            Pipeline pipeline = Pipeline.deploy(vertx, brokers, output, METRICS_PORT, environment);
            pipeline.awaitReady(vertx);
            printHow(brokers, addWebhook(vertx, brokers, pipeline));
            if (fleet) {
                devicesRunning = Fleet.start(vertx, brokers.mqttHost(), brokers.mqttPort(), devices, rate);
            }
            Progress progress = new Progress(pipeline, System.out);
            long timer = vertx.setPeriodic(1000, ignored -> progress.print());
            waitForEnd(end, pipeline);
            vertx.cancelTimer(timer);
            stop(vertx, devicesRunning, pipeline);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            ended.countDown();
        }
    }

    /** Whether events can come over HTTP; without the port the rest goes on. */
    private boolean addWebhook(Vertx vertx, Brokers brokers, Pipeline pipeline) throws Exception {
        if (httpPort < 0) {
            return false;
        }
        Optional<String> problem = pipeline.addWebhook(vertx, brokers, output, httpPort, environment);
        problem.ifPresent(reason -> System.err.println(
                "No events over HTTP: " + reason + ". Choose another port with --http-port, or -1 for none."));
        return problem.isEmpty();
    }

    private void waitForEnd(CountDownLatch end, Pipeline pipeline) throws InterruptedException {
        for (RunningConnector connector : pipeline.connectors()) {
            connector.terminated().onSuccess(termination -> {
                if (termination.failed()) {
                    System.err.println(connector.name() + " ended: " + termination.reason());
                }
                end.countDown();
            });
        }
        boolean stopped = seconds == 0;
        if (seconds > 0) {
            stopped = end.await(seconds, TimeUnit.SECONDS);
        }
        if (seconds == 0) {
            end.await();
        } else if (!stopped) {
            System.out.println(seconds + " seconds are over, stopping");
        }
    }

    /** The devices first, then what is on its way, then the connectors: so the figures of the end add up. */
    private static void stop(Vertx vertx, @Nullable Fleet fleet, Pipeline pipeline) throws Exception {
        if (fleet != null) {
            fleet.stop().await(FLEET_SECONDS, TimeUnit.SECONDS);
        }
        if (!pipeline.awaitDrained(vertx, fleet == null ? 0 : fleet.acknowledged(), DRAIN_SECONDS)) {
            System.out.println("not everything was written within " + DRAIN_SECONDS + " s");
        }
        pipeline.stop();
        System.out.println(
                pipeline.figures().await(FLEET_SECONDS, TimeUnit.SECONDS).summary());
    }

    private void printHow(Brokers brokers, boolean hasWebhook) {
        System.out.println();
        System.out.println("MQTT    " + brokers.mqttHost() + ":" + brokers.mqttPort() + "   topics sensors/#");
        if (hasWebhook) {
            System.out.println("HTTP    127.0.0.1:" + httpPort + "   path /events");
        }
        System.out.println("Danube  " + brokers.danubeUrl() + "   topic " + Pipeline.TOPIC);
        System.out.println("File    " + output);
        System.out.println();
        System.out.println("Try it from another terminal:");
        System.out.println("  mosquitto_pub -h " + brokers.mqttHost() + " -p " + brokers.mqttPort()
                + " -q 1 -t sensors/kitchen -m '{\"celsius\": 21.5}'");
        if (hasWebhook) {
            System.out.println("  curl -d '{\"celsius\": 21.5}' http://127.0.0.1:" + httpPort + "/events");
        }
        System.out.println("  tail -f " + output);
        System.out.println();
    }

    /** A signal: the main thread does the work, the hook only waits for it. */
    private static void stopAndWait(CountDownLatch end, CountDownLatch ended) {
        end.countDown();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("stopping took longer than " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
