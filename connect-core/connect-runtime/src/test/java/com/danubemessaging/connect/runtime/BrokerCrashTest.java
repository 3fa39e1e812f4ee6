package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.embedded.DanubeEmbeddedMain;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.ProducerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source and a sink under load, on a broker process that is killed by SIGKILL and started again on its data. */
class BrokerCrashTest extends RuntimeFixture {

    private static final Pattern ADDRESS = Pattern.compile("listening on (http://127\\.0\\.0\\.1:(\\d+))");
    private static final int RECORDS = 12_000;
    private static final int KEYS = 7;

    @TempDir
    Path folder;

    private @Nullable Process broker;
    private int starts;

    @AfterEach
    void kill() throws InterruptedException {
        Process running = broker;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Starts a broker on the data that the one before left, and returns its address. */
    private String startBroker(int port, String durability) throws IOException {
        Path out = folder.resolve("broker-" + ++starts + ".out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Objects.requireNonNullElse(
                                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path")),
                        DanubeEmbeddedMain.class.getName(),
                        "--port",
                        Integer.toString(port),
                        "--admin-port",
                        "-1",
                        "--window",
                        "500",
                        "--data",
                        folder.resolve("data").toString(),
                        "--durability",
                        durability)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        broker = process;
        soon("the broker", () -> ADDRESS.matcher(Files.readString(out)).find());
        Matcher address = ADDRESS.matcher(Files.readString(out));
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private void startAgain(String address, String durability) throws IOException {
        startBroker(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)), durability);
    }

    private static void soon(String what, Callable<Boolean> condition) {
        await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(90))
                .until(condition);
    }

    private static Map<String, List<Integer>> numbersByKey(CollectingSink sink) {
        return sink.records.stream()
                .collect(Collectors.groupingBy(
                        record -> Objects.requireNonNull(record.key()),
                        Collectors.mapping(BrokerCrashTest::number, Collectors.toList())));
    }

    private static int number(SinkRecord record) {
        return Integer.parseInt(record.payloadString());
    }

    private static List<Integer> distinctNumbers(CollectingSink sink) {
        return sink.records.stream()
                .map(BrokerCrashTest::number)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean hasAll(CollectingSink sink) {
        return sink.records.size() >= RECORDS && distinctNumbers(sink).size() == RECORDS;
    }

    /** Before the sink subscribes, and that before the source writes: a subscription begins at the end of its topic. */
    private void createTopic(String address) throws Exception {
        DanubeClient own = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(address));
        own.createProducer(new ProducerOptions(TOPIC, "creates")).await(20, SECONDS);
        own.close().await(10, SECONDS);
    }

    private TestConfigs configAt(String address, String name) {
        return config(name).with(CoreFields.DANUBE_SERVICE_URL, address);
    }

    private static void assertOrderOfEachKey(CollectingSink sink) {
        assertThat(numbersByKey(sink)).hasSize(KEYS);
        numbersByKey(sink).forEach((key, numbers) -> assertThat(numbers.stream().distinct())
                .as("first occurrences of %s", key)
                .isSorted());
    }

    @Test
    void losesNothingAndKeepsTheOrderOfEachKeyWhereTheBrokerKeepsWhatItAnswers() throws Exception {
        String address = startBroker(0, "sync");
        createTopic(address);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), RECORDS, KEYS);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        try (LogLines log = new LogLines()) {
            RunningConnector writer = deployReady(configAt(address, "writer"), sink);
            RunningConnector reader = deploy(configAt(address, "reader"), source);
            for (int records : List.of(RECORDS / 4, RECORDS / 2)) {
                soon("records under way", () -> source.committed > records);
                kill();
                startAgain(address, "sync");
            }

            soon("the last commit", () -> source.committed == RECORDS - 1);
            soon("every record", () -> hasAll(sink));
            assertOrderOfEachKey(sink);
            assertThat(count(reader, "published")).isEqualTo(RECORDS);
            assertThat(count(writer, "gap_records")).isZero();
            assertThat(log.warnings()).noneMatch(line -> line.startsWith("the broker counts offsets anew"));
        }
    }

    @Test
    void saysSoWhereTheBrokerHasForgottenWhatItAnsweredAndTakesNoNewRecordForAnOldOne() throws Exception {
        String address = startBroker(0, "async");
        createTopic(address);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), RECORDS, KEYS);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        try (LogLines log = new LogLines()) {
            RunningConnector writer = deployReady(configAt(address, "writer"), sink);
            RunningConnector reader = deploy(configAt(address, "reader"), source);
            soon("records that reached the target", () -> sink.records.size() > RECORDS / 3);
            kill();
            int emitted = (int) count(reader, "emitted");
            startAgain(address, "async");

            soon("the last commit", () -> source.committed == RECORDS - 1);
            soon("the last record", () -> sink.records.stream().anyMatch(record -> number(record) == RECORDS - 1));
            assertThat(log.warnings()).anyMatch(line -> line.startsWith("the broker counts offsets anew"));
            assertThat(distinctNumbers(sink))
                    .as("what came after the crash, under offsets that were used before")
                    .containsAll(IntStream.range(emitted, RECORDS).boxed().toList());
            assertOrderOfEachKey(sink);
            assertThat(count(reader, "published")).isEqualTo(RECORDS);
            assertThat(writer.state()).isEqualTo(ConnectorState.RUNNING);
        }
    }
}
