package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.each;
import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkRetryTest extends RuntimeFixture {

    private static final String DEAD_LETTERS = "/default/dlq-writer-q";

    @Test
    void deadLettersARecordWithItsBytesKeyAndReasonAfterAllRetriesFailed() throws Exception {
        List<Message> letters = tail(DEAD_LETTERS);
        CollectingSink sink = new CollectingSink(
                reading(TOPIC),
                each(record -> record.payloadString().equals("bad\u0000") ? RecordOutcome.retry("no space") : ok()));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.MAX_RETRIES, 2L), sink);

        producer(TOPIC)
                .send(OutgoingMessage.of(Buffer.buffer("bad\u0000"))
                        .withRoutingKey("k")
                        .withAttribute("colour", "red"))
                .await(5, SECONDS);
        publish(TOPIC, "good");

        until(() -> letters.size() == 1 && sink.payloads().contains("good"));
        until(() -> count(running, "acknowledged") == 2);
        Message letter = letters.get(0);
        assertThat(letter.payload()).isEqualTo(Buffer.buffer("bad\u0000"));
        assertThat(letter.routingKey()).isEqualTo("k");
        assertThat(letter.attributes())
                .containsEntry("colour", "red")
                .containsEntry("danube.connect.error.reason", "no space")
                .containsEntry("danube.connect.error.outcome", "retries_exhausted")
                .containsEntry("danube.connect.error.attempts", "3")
                .containsEntry("danube.connect.error.stage", "process")
                .containsEntry("danube.connect.error.connector", "writer")
                .containsEntry("danube.connect.origin.topic", TOPIC)
                .containsEntry("danube.connect.origin.offset", "0")
                .containsEntry("danube.connect.origin.subscription", "all");
        assertThat(triesOf(sink, "bad\u0000")).isEqualTo(3);
    }

    @Test
    void writesARecordThatSucceedsOnItsLastRetryAndKeepsItsKeyInOrder() throws Exception {
        List<String> tries = Collections.synchronizedList(new ArrayList<>());
        CollectingSink sink = new CollectingSink(reading(TOPIC), each(record -> {
            tries.add(record.payloadString());
            boolean fails = record.payloadString().equals("first") && Collections.frequency(tries, "first") < 4;
            return fails ? RecordOutcome.retry("busy") : laterThanFailed(tries, record.payloadString());
        }));
        producer(TOPIC);
        deployReady(config("writer"), sink);

        producer(TOPIC).send(OutgoingMessage.of("first").withRoutingKey("k")).await(5, SECONDS);
        producer(TOPIC).send(OutgoingMessage.of("second").withRoutingKey("k")).await(5, SECONDS);

        until(() -> sink.records.size() == 2);
        assertThat(sink.payloads()).containsExactly("first", "second");
        assertThat(Collections.frequency(tries, "first")).isEqualTo(4);
    }

    @Test
    void deadLettersAnInvalidRecordAtItsFirstTry() throws Exception {
        List<Message> letters = tail(DEAD_LETTERS);
        CollectingSink sink = new CollectingSink(
                reading(TOPIC), each(record -> RecordOutcome.invalid(new InvalidDataException("not a number"))));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);

        publish(TOPIC, "x");

        until(() -> letters.size() == 1 && count(running, "acknowledged") == 1);
        assertThat(letters.get(0).attributes())
                .containsEntry("danube.connect.error.outcome", "invalid")
                .containsEntry("danube.connect.error.kind", "invalid_data")
                .containsEntry("danube.connect.error.attempts", "1");
        assertThat(triesOf(sink, "x")).isEqualTo(1);
    }

    @Test
    void endsWhenTheDeadLetterTopicCannotBeUsed() throws Exception {
        danube.createTopic(DEAD_LETTERS, DispatchMode.NON_RELIABLE).await(5, SECONDS);
        producer(TOPIC);

        RunningConnector running = deploy(config("writer"), new CollectingSink(reading(TOPIC)));

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("the dead letter topic for " + TOPIC + " cannot be used", DEAD_LETTERS);
    }

    @Test
    void acknowledgesARecordOnlyWhenItsDeadLetterIsStored() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC), each(record -> RecordOutcome.invalid("no")));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "gone first");
        until(() -> count(running, "acknowledged") == 1);
        danube.faults().drainTopic(DEAD_LETTERS).await(5, SECONDS);

        publish(TOPIC, "bad");
        until(() -> sink.batches.size() == 2);
        assertThat(count(running, "acknowledged")).isEqualTo(1);
        danube.faults().moveTopic(DEAD_LETTERS).await(5, SECONDS);

        until(() -> count(running, "acknowledged") == 2);
        assertThat(count(running, "dead_lettered")).isEqualTo(2);
    }

    @Test
    void skipsAnInvalidRecordWhereThePolicySaysSo() throws Exception {
        CollectingSink sink = new CollectingSink(
                reading(TOPIC),
                each(record -> record.payloadString().equals("bad") ? RecordOutcome.invalid("no") : ok()));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.ON_INVALID, "skip"), sink);

        publish(TOPIC, "bad", "good");

        until(() -> count(running, "acknowledged") == 2);
        assertThat(count(running, "skipped")).isEqualTo(1);
        assertThat(sink.payloads()).containsExactly("good");
        assertThat(danube.topics().await(5, SECONDS)).doesNotContain(DEAD_LETTERS);
    }

    @Test
    void stopsAtAnInvalidRecordWhereThePolicySaysSoAndLeavesItUnacknowledged() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC), each(record -> RecordOutcome.invalid("no number")));
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer").with(CoreFields.ON_INVALID, "stop"), sink);

        publish(TOPIC, "bad");

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains("policy says stop", "no number");
        CollectingSink next = new CollectingSink(reading(TOPIC));
        deployReady(config("writer"), next);
        until(() -> next.payloads().equals(List.of("bad")));
    }

    private static RecordOutcome ok() {
        return RecordOutcome.done();
    }

    /** The outcome rule of a lane: nothing is attempted behind a failed record of the same batch. */
    private static RecordOutcome laterThanFailed(List<String> tries, String payload) {
        boolean firstIsDone = Collections.frequency(tries, "first") >= 4;
        return payload.equals("first") || firstIsDone ? ok() : RecordOutcome.notAttempted();
    }

    private static long triesOf(CollectingSink sink, String payload) {
        return sink.batches.stream().filter(batch -> batch.contains(payload)).count();
    }
}
