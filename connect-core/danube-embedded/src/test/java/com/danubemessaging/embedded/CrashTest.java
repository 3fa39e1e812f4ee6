package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.RegisterSchemaRequest;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker process that is killed by SIGKILL, in the middle of its work, and started again on the same directory. */
@ExtendWith(VertxExtension.class)
class CrashTest {

    private static final String TOPIC = "/default/topic";
    private static final int SENDERS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Vertx vertx;

    private final List<BrokerProcess> started = new ArrayList<>();

    @BeforeEach
    void remember(Vertx current) {
        vertx = current;
    }

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(BrokerProcess::kill);
    }

    @Test
    void losesNothingThatWasAnsweredInModeSync() throws Exception {
        BrokerProcess first = start("sync");
        RawClient client = first.client(vertx);
        RawProducer producer = client.reliableProducer(TOPIC);
        await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        TreeSet<String> answered = sendUntilKilled(first, producer, 400);

        RawClient again = start("sync").client(vertx);
        List<String> found = drain(again);
        assertThat(answered).hasSizeGreaterThanOrEqualTo(400);
        assertThat(found).containsAll(answered);
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void losesAtMostTheLastFiveSecondsInModeAsync() throws Exception {
        BrokerProcess first = start("async");
        RawClient client = first.client(vertx);
        RawProducer producer = client.reliableProducer(TOPIC);
        await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "c"));
        producer.send("older than five seconds");
        long sent = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> System.nanoTime() - sent > Duration.ofSeconds(5).toNanos());
        TreeSet<String> answered = sendUntilKilled(first, producer, 400);

        RawClient again = start("async").client(vertx);
        List<String> found = drain(again);
        assertThat(found).startsWith("older than five seconds").doesNotHaveDuplicates();
        // Otherwise this mode would wait for the disk like the other one.
        assertThat(found).hasSizeLessThan(answered.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async"})
    void findsCursorsPoliciesSchemasPartitionsAndDispatchModesAgain(String durability) throws Exception {
        BrokerProcess first = start(durability);
        RawClient client = first.client(vertx);
        RawProducer producer = client.reliableProducer(TOPIC);
        await(client.createProducer("/default/parted-part-0", "p", RELIABLE));
        await(client.createProducer("/default/parted-part-1", "p", RELIABLE));
        await(client.createProducer("/default/fast", "p", NON_RELIABLE));
        long schema = await(client.call(
                        SchemaRegistryGrpcClient.RegisterSchema,
                        RegisterSchemaRequest.newBuilder()
                                .setSubject("subject")
                                .setSchemaType("json_schema")
                                .setSchemaDefinition(ByteString.copyFromUtf8("{\"type\":\"object\"}"))
                                .build()))
                .getSchemaId();
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(5);
        receiver.nextOffsets(5);
        await(client.ack(TOPIC, "sub", 0));
        await(client.ack(TOPIC, "sub", 1));
        await(client.ack(TOPIC, "sub", 3));
        producer.send("behind the acknowledgements");
        if (durability.equals("async")) {
            long acknowledged = System.nanoTime();
            Awaitility.await()
                    .until(() -> System.nanoTime() - acknowledged
                            > Duration.ofSeconds(2).toNanos());
        }
        first.kill();

        RawClient again = start(durability).client(vertx);
        assertThat(again.consume(TOPIC, "sub", EXCLUSIVE, "somebody else").nextOffsets(4))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(await(again.partitions("/default/parted")))
                .containsExactly("/default/parted-part-0", "/default/parted-part-1");
        assertThat(failure(again.createProducer("/default/fast", "p", RELIABLE)).status)
                .isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        StoredSchema found = latest(again);
        assertThat(found.id()).isEqualTo(schema);
        assertThat(found.definition()).contains("raw_schema");
        RawProducer next = again.reliableProducer(TOPIC);
        next.send("goes on");
        assertThat(again.consume(TOPIC, "sub", EXCLUSIVE, "somebody else").nextOffsets(5))
                .containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void refusesASecondProcessOnTheSameDirectoryInOneSentence() throws Exception {
        start("sync");
        RunningProcess second = BrokerProcess.run("--port", "0", "--data", directory.toString());

        RunningProcess.Result result = second.result();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines().filter(line -> !line.startsWith("WARNING: ")))
                .containsExactly(
                        "Danube cannot start: the data directory " + directory + " is in use by another broker");
    }

    private record StoredSchema(long id, String definition) {}

    private static StoredSchema latest(RawClient client) {
        var response = await(client.call(
                SchemaRegistryGrpcClient.GetLatestSchema,
                GetLatestSchemaRequest.newBuilder().setSubject("subject").build()));
        return new StoredSchema(
                response.getSchemaId(), response.getSchemaDefinition().toStringUtf8());
    }

    private BrokerProcess start(String durability) throws Exception {
        BrokerProcess process = BrokerProcess.start(
                "--port", "0", "--window", "10000", "--data", directory.toString(), "--durability", durability);
        started.add(process);
        return process;
    }

    /** Several sends at a time, as fast as they are answered, until so many were; the process dies in between. */
    private static TreeSet<String> sendUntilKilled(BrokerProcess process, RawProducer producer, int count)
            throws InterruptedException {
        Answers answers = new Answers(producer, count, process::kill);
        List<Future<?>> lanes = new ArrayList<>();
        for (int lane = 0; lane < SENDERS; lane++) {
            lanes.add(answers.send());
        }
        await(Future.join(lanes).otherwiseEmpty());
        return answers.snapshot();
    }

    private List<String> drain(RawClient client) {
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        RawProducer producer = client.reliableProducer(TOPIC);
        producer.send("the end");
        List<String> found = new ArrayList<>();
        for (String text = receiver.nextText(); !text.equals("the end"); text = receiver.nextText()) {
            found.add(text);
        }
        return found;
    }
}
