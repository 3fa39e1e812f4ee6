package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Lines of the checklist for a drop-in replacement that concern the runtime and that no other test of it has: what the
 * Rust runtime does, or should have done.
 */
class CoreChecklistTest extends RuntimeFixture {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    /** A subscription that has been there before, and a backlog on it. */
    private void leaveABacklog(List<String> payloads) throws Exception {
        producer(TOPIC);
        client().subscribe(new ConsumerOptions(TOPIC, "all", "reader"))
                .await(10, SECONDS)
                .close()
                .await(10, SECONDS);
        publish(TOPIC, payloads.toArray(String[]::new));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static RecordOutcome doneIfANumber(SinkRecord record) {
        return record.json() instanceof Number
                ? RecordOutcome.done()
                : RecordOutcome.invalid(new InvalidDataException("not a number"));
    }

    @Test
    void line31RecordsThatCannotBeReadHoldUpNothing() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC), CollectingSink.each(CoreChecklistTest::doneIfANumber));
        producer(TOPIC);
        deployReady(config("writer"), sink);

        for (int i = 0; i < 10; i++) {
            publish(TOPIC, "what is this");
        }
        publish(TOPIC, "0", "1", "2", "3", "4");

        Awaitility.await().atMost(FIVE_SECONDS).until(() -> sink.records.size() == 5);
        assertThat(sink.payloads()).isEqualTo(numbers(5));
    }

    @Test
    void line32ABacklogOfAThousandIsWrittenWithinFiveSeconds() throws Exception {
        leaveABacklog(numbers(1000));
        CollectingSink sink = new CollectingSink(reading(TOPIC));

        deployReady(config("writer"), sink);

        Awaitility.await().atMost(FIVE_SECONDS).until(() -> sink.records.size() == 1000);
        assertThat(sink.payloads()).isEqualTo(numbers(1000));
    }

    @Test
    void line40AProducerIsNamedAfterConnectorAndTopic() throws Exception {
        List<Message> messages = tail(TOPIC);

        deploy(config("x"), new ListSource(ProducerConfig.reliable(TOPIC), 1, 1));

        until(() -> messages.size() == 1);
        assertThat(messages.get(0).producerName()).isEqualTo("x--default-numbers");
    }
}
