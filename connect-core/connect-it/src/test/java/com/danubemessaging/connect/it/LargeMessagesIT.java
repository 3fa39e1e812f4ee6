package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Messages as large as Danube takes, and larger, through small heaps. */
class LargeMessagesIT extends PipelineTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void fiveHundredMessagesOfOneMebibyteFitThroughSmallHeaps() throws Exception {
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        LoadPlan plan = LoadPlan.of(5, 100, MEBIBYTE);
        OutputFile output = new OutputFile(output(), plan);
        long begun = System.nanoTime();

        startLoad(plan);

        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        System.out.printf(
                "500 messages of 1 MiB in %.1f s; peak resident memory: source %d MiB, sink %d MiB; %s%n",
                (System.nanoTime() - begun) / 1e9,
                source.process().peakResidentMebibytes(),
                sink.process().peakResidentMebibytes(),
                output);
        output.assertCompleteAndInOrder();
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void whatIsTooLargeForDanubeGoesToTheDeadLetterTopicInPartsAndTheRestFlows() throws Exception {
        Stage source = startSource().awaitReady();
        Stage sink = startSink().awaitReady();
        DeadLetterReader letters =
                closedLater(DeadLetterReader.open(vertx, danube.serviceUrl(), SourceToml.DEAD_LETTER_TOPIC));
        LoadPlan plan = LoadPlan.of(2, 10, (int) (3.9 * MEBIBYTE));
        OutputFile output = new OutputFile(output(), plan);
        Buffer tooLarge = new DeviceMessage(7, 0).payload(Form.JSON, 5 * MEBIBYTE);

        MqttLoad load = startLoad(plan);
        waiting("the load runs", LIMIT).until(() -> load.acknowledged() > 5);
        closedLater(Publisher.connect(vertx, mosquitto.port()))
                .publish("fleet/d7", tooLarge.toString(StandardCharsets.UTF_8));

        waiting("all parts of the letter", LIMIT).until(letters::isComplete);
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        output.assertCompleteAndInOrder();
        assertThat(letters.reassembled()).isEqualTo(tooLarge);
        assertThat(letters.attribute("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(tooLarge.getBytes())));
        assertThat(letters.attribute("origin.topic")).isEqualTo(SourceToml.TOPIC);
        assertThat(letters.messages()).allSatisfy(part -> {
            assertThat(part.payload().length()).isLessThanOrEqualTo(3 * MEBIBYTE);
            assertThat(part.routingKey()).isEqualTo("fleet/d7");
            assertThat(part.attributes()).containsEntry("mqtt.topic", "fleet/d7");
        });
        source.process().assertNothingUnexpectedWasLogged();
        sink.process().assertNothingUnexpectedWasLogged();
    }
}
